import { Trans } from '@lingui/react/macro';
import type { Community, MeetingNotice } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import { useNetwork } from '../session/queries.ts';
import { DayTile, Row, Rows } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { useOpensMeetings } from './opens.ts';

interface MeetingRowsProps {
  readonly meetings: readonly MeetingNotice[];
  readonly communities: readonly Community[];
}

const Held = ({ meeting, communities }: { meeting: MeetingNotice; communities: readonly Community[] }) => {
  const of = communities.find(({ id }) => id === meeting.community);
  return (
    of && (
      <Link to="/communities/$community" params={{ community: of.slug }}>
        {of.name}
      </Link>
    )
  );
};

/** Leads to the meeting’s page whoever may see that. */
const MeetingTitle = ({ meeting }: { meeting: MeetingNotice }) => {
  const opens = useOpensMeetings();
  return opens(meeting) ? (
    <Link to="/meetings/$meeting" params={{ meeting: meeting.id }}>
      {meeting.title}
    </Link>
  ) : (
    meeting.title
  );
};

/** Meetings in the order of their start: when, by the reader’s clock and the network’s, how long, whose. */
export const MeetingRows = ({ meetings, communities }: MeetingRowsProps) => {
  const { written, elsewhere } = useMoments();
  const { timeZone } = useNetwork();
  return (
    <Rows lie="plain">
      {meetings.map((meeting) => {
        const { id, startsAt, minutes, community } = meeting;
        const there = elsewhere(startsAt, timeZone);
        return (
          <Row
            key={id}
            id={`meeting-${id}`}
            lead={
              <DayTile
                of={community}
                weekday={written(startsAt, 'weekday')}
                day={written(startsAt, 'dayNumber')}
                month={written(startsAt, 'month')}
              />
            }
            title={<MeetingTitle meeting={meeting} />}
            meta={
              <>
                <time dateTime={startsAt}>{written(startsAt)}</time>
                {there && <> ({there})</>} · <Trans>{minutes} minutes</Trans>
                <br />
                <Held meeting={meeting} communities={communities} />
              </>
            }
          />
        );
      })}
    </Rows>
  );
};
