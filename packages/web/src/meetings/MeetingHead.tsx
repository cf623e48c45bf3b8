import { Trans, useLingui } from '@lingui/react/macro';
import type { Meeting } from '@skein/contracts';
import { useState } from 'react';
import { Answer } from '../coming/Answer.tsx';
import { useComing } from '../coming/queries.ts';
import { JoinButton } from '../communities/MeetingRows.tsx';
import { useMember } from '../session/member.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button, RouteButton } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { useMoments } from '../words/moments.ts';
import { CloseMeeting } from './CloseMeeting.tsx';
import styles from './meetings.module.css';
import { useMeetingSteps } from './queries.ts';
import { useMeetingRights } from './rights.ts';
import { When } from './When.tsx';

const State = ({ meeting: { status, openedAt, cancelled } }: { meeting: Meeting }) => {
  const { written } = useMoments();
  if (cancelled)
    return (
      <p>
        <Badge tone="danger">
          <Trans>Cancelled</Trans>
        </Badge>{' '}
        {cancelled.reason}
      </p>
    );
  if (status === 'planned')
    return (
      <Badge>
        <Trans>Planned</Trans>
      </Badge>
    );
  if (status === 'closed')
    return (
      <Badge tone="line">
        <Trans>Closed</Trans>
      </Badge>
    );
  return (
    <Badge tone="positive">
      {openedAt ? <Trans>Running since {written(openedAt, 'time')}</Trans> : <Trans>It has begun</Trans>}
    </Badge>
  );
};

/** What is answered to a step. */
type Said = { readonly ok: true } | { readonly ok: false; readonly problem: { readonly detail: string } };

const Acts = ({ meeting }: { meeting: Meeting }) => {
  const { t } = useLingui();
  const { person } = useMember();
  const { plans } = useMeetingRights(meeting);
  const steps = useMeetingSteps(meeting);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const { id, status, present, joinLink, cancelled, community } = meeting;
  const isHere = present.includes(person);
  const act = async (step: Promise<Said>): Promise<void> => {
    setBusy(true);
    const answer = await step.catch(thrown);
    setBusy(false);
    setRefused(answer.ok ? undefined : answer.problem.detail);
  };
  return (
    <div className="stack stack--tight">
      <Buttons>
        {joinLink && status !== 'closed' && !cancelled && (
          <JoinButton to={joinLink} look={status === 'running' ? 'quiet' : 'solid'} />
        )}
        {status === 'running' && (
          <Button
            look={isHere ? 'quiet' : 'solid'}
            pending={busy && t`Saving …`}
            onPress={() => act(steps.sayPresent(!isHere))}
          >
            {isHere ? <Trans>I am not here any more</Trans> : <Trans>I am here</Trans>}
          </Button>
        )}
        {plans && status === 'planned' && (
          <RouteButton
            to="/communities/$community/meetings/$meeting/change"
            params={{ community, meeting: id }}
            look="quiet"
          >
            <Trans>Change it</Trans>
          </RouteButton>
        )}
        {plans && status === 'planned' && !cancelled && (
          <Button
            look={joinLink ? 'quiet' : 'solid'}
            pending={busy && t`Opening …`}
            onPress={() => act(steps.open())}
          >
            <Trans>Open the meeting</Trans>
          </Button>
        )}
        {plans && status === 'running' && <CloseMeeting meeting={meeting} />}
      </Buttons>
      {refused && (
        <Notice tone="danger" live>
          {refused}
        </Notice>
      )}
    </div>
  );
};

/** What a meeting is: whose, what it is called, when, how it stands, and what can be done. */
export const MeetingHead = ({ meeting }: { meeting: Meeting }) => {
  const coming = useComing([meeting]).get(meeting.id);
  return (
    <header className={styles.head}>
      <When meeting={meeting} />
      <div className="stack stack--tight">
        <State meeting={meeting} />
        <Acts meeting={meeting} />
        {coming?.open && meeting.status === 'planned' && <Answer meeting={meeting} coming={coming} />}
      </div>
    </header>
  );
};
