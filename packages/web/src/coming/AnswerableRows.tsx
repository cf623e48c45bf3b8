import { Trans } from '@lingui/react/macro';
import type { Community, MeetingNotice } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import { MeetingRows } from '../communities/MeetingRows.tsx';
import { useRoles } from '../session/queries.ts';
import { Answer } from './Answer.tsx';
import { useComing } from './queries.ts';

interface AnswerableRowsProps {
  readonly meetings: readonly MeetingNotice[];
  readonly communities: readonly Community[];
}

const runs = ['facilitator', 'core'];

/** Whether who is signed in plans the meetings of a community; the server decides. */
export const usePlans = () => {
  const { actor, hosts } = useRoles();
  return (community: string): boolean => hosts || runs.includes(actor?.communities[community] ?? '');
};

/** Meetings that are coming, each to be answered in place by those whom it is for. */
export const AnswerableRows = ({ meetings, communities }: AnswerableRowsProps) => {
  const coming = useComing(meetings);
  const plans = usePlans();
  return (
    <MeetingRows
      meetings={meetings}
      communities={communities}
      act={(meeting) => {
        const one = coming.get(meeting.id);
        if (!one) return undefined;
        return (
          <>
            <Answer meeting={meeting} coming={one} />
            {plans(meeting.community) && (
              <Link className="small" to="/meetings/$meeting/coming" params={{ meeting: meeting.id }}>
                <Trans>Who comes</Trans>
              </Link>
            )}
          </>
        );
      }}
    />
  );
};
