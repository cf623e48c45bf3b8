import { Trans } from '@lingui/react/macro';
import type { Community, MeetingNotice } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useNetwork } from '../session/queries.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { LinkButton, type Look } from '../ui/button/Button.tsx';
import { DayTile, Row, Rows } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { useOpensMeetings } from './opens.ts';

interface MeetingRowsProps {
  readonly meetings: readonly MeetingNotice[];
  readonly communities: readonly Community[];
  /** What can be done with each. */
  readonly act?: (meeting: MeetingNotice) => ReactNode;
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
  const { id, title, cancelled } = meeting;
  const shown = cancelled ? <s>{title}</s> : title;
  return opens(meeting) ? (
    <Link to="/meetings/$meeting" params={{ meeting: id }}>
      {shown}
    </Link>
  ) : (
    shown
  );
};

/** Leads into a call, which opens beside this page. */
export const JoinButton = ({ to, look = 'quiet' }: { to: string; look?: Look }) => (
  <LinkButton href={to} look={look} size="small" target="_blank" rel="noreferrer">
    <Trans>Join the call</Trans>
  </LinkButton>
);

/** Meetings in the order of their start: when, by the reader’s clock and the network’s, how long, whose. */
export const MeetingRows = ({ meetings, communities, act }: MeetingRowsProps) => {
  const { written, elsewhere } = useMoments();
  const { timeZone } = useNetwork();
  return (
    <Rows lie="plain">
      {meetings.map((meeting) => {
        const { id, startsAt, minutes, community, place, cancelled, joinLink, zone = timeZone } = meeting;
        const there = elsewhere(startsAt, zone);
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
            act={
              (act || (joinLink && !cancelled)) && (
                <>
                  {joinLink && !cancelled && <JoinButton to={joinLink} />}
                  {act?.(meeting)}
                </>
              )
            }
            meta={
              <>
                <time dateTime={startsAt}>{written(startsAt)}</time>
                {there && <> ({there})</>} · <Trans>{minutes} minutes</Trans>
                <br />
                <Held meeting={meeting} communities={communities} />
                {place && <> · {place}</>}
                {cancelled && (
                  <>
                    <br />
                    <Badge tone="danger">
                      <Trans>Cancelled</Trans>
                    </Badge>{' '}
                    {cancelled.reason}
                  </>
                )}
              </>
            }
          />
        );
      })}
    </Rows>
  );
};
