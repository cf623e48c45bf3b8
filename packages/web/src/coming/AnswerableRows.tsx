import { Trans } from '@lingui/react/macro';
import type { Community, MeetingNotice } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { MeetingRows } from '../communities/MeetingRows.tsx';
import { usePlanning } from '../session/queries.ts';
import { Answer } from './Answer.tsx';
import { useComing } from './queries.ts';

interface AnswerableRowsProps {
  readonly meetings: readonly MeetingNotice[];
  readonly communities: readonly Community[];
  /** What else can be done with each. */
  readonly more?: (meeting: MeetingNotice) => ReactNode;
}

/** Meetings that are coming, each to be answered in place by those whom it is for. */
export const AnswerableRows = ({ meetings, communities, more }: AnswerableRowsProps) => {
  const coming = useComing(meetings);
  const plans = usePlanning();
  return (
    <MeetingRows
      meetings={meetings}
      communities={communities}
      act={(meeting) => {
        const one = coming.get(meeting.id);
        const others = more?.(meeting);
        if (!one && !others) return undefined;
        return (
          <>
            {one?.open && <Answer meeting={meeting} coming={one} />}
            {others}
            {one && plans(meeting.community) && (
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
