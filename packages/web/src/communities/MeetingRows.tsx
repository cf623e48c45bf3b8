import { Trans } from '@lingui/react/macro';
import type { Community, MeetingNotice } from '@skein/contracts';
import { DayTile, Row, Rows } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';

interface MeetingRowsProps {
  readonly meetings: readonly MeetingNotice[];
  readonly communities: readonly Community[];
}

/** Meetings in the order of their start: when, how long, whose. */
export const MeetingRows = ({ meetings, communities }: MeetingRowsProps) => {
  const { written } = useMoments();
  return (
    <Rows lie="plain">
      {meetings.map(({ id, title, startsAt, minutes, community }) => (
        <Row
          key={id}
          lead={
            <DayTile
              of={community}
              weekday={written(startsAt, 'weekday')}
              day={written(startsAt, 'dayNumber')}
              month={written(startsAt, 'month')}
            />
          }
          title={title}
          meta={
            <>
              <time dateTime={startsAt}>{written(startsAt)}</time> · <Trans>{minutes} minutes</Trans>
              <br />
              {communities.find((one) => one.id === community)?.name}
            </>
          }
        />
      ))}
    </Rows>
  );
};
