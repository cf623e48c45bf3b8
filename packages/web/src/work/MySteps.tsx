import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { useMyCommunities } from '../communities/queries.ts';
import { useActor } from '../session/store.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button } from '../ui/button/Button.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Row, Tile } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { type MyStep, myStepsQuery, useStepChange, useSteps } from './queries.ts';

const belongs = ['facilitator', 'core', 'member'];

interface MySteps {
  readonly steps: readonly MyStep[];
  readonly failed: boolean;
  readonly loaded: boolean;
}

/** Steps that wait for who is signed in, in the communities whose work they may see. */
export const useMySteps = (): MySteps => {
  const actor = useActor();
  const communities = Object.entries(actor?.communities ?? {}).flatMap(([id, role]) =>
    belongs.includes(role) ? [id] : [],
  );
  const { data = [], isError, isLoading } = useQuery(myStepsQuery(actor?.person ?? '', communities));
  return { steps: data, failed: isError, loaded: !isLoading };
};

/** A step of who is signed in, moved on in place. */
export const StepRow = ({ step }: { step: MyStep }) => {
  const { t } = useLingui();
  const [refused, setRefused] = useState<string>();
  const { title, community, due, status, owners } = step;
  const me = useActor()?.person;
  const of = useMyCommunities().find(({ id }) => id === community)?.name ?? '';
  const set = useSteps();
  const change = useStepChange();
  const { written } = useMoments();
  const accept = async (): Promise<void> => {
    const answer = await set(step, 'accepted').catch(thrown);
    if (answer.ok) say(t`The step is yours.`);
    else setRefused(answer.problem.detail);
  };
  const pass = async (): Promise<void> => {
    const answer = await change(step, { owners: owners.filter((one) => one !== me) }).catch(thrown);
    if (!answer.ok) return setRefused(answer.problem.detail);
    const undo = () => void change(answer.value, { owners });
    return say(t`Those who run the community see that it is free.`, { label: t`Take it back`, act: undo });
  };
  return (
    <Row
      lead={
        <Tile of={community}>
          <ListChecks className="icon" />
        </Tile>
      }
      title={title}
      meta={
        <>
          {status === 'proposed' ? <Trans>Proposed for you in {of}</Trans> : <Trans>Your step in {of}</Trans>}
          {due && (
            <>
              {' '}
              · <Trans>due {written(due, 'day')}</Trans>
            </>
          )}
          {refused && (
            <p role="alert">
              <Badge tone="danger">{refused}</Badge>
            </p>
          )}
        </>
      }
      act={
        status === 'proposed' ? (
          <>
            <Button look="quiet" size="small" onPress={accept}>
              <Trans>Accept</Trans>
            </Button>
            <Button look="bare" size="small" onPress={pass}>
              <Trans>Not for me</Trans>
            </Button>
          </>
        ) : (
          <AskedStep
            label={t`Mark as done`}
            done={t`The step is done.`}
            title={t`Is it done?`}
            follows={<Trans>“{title}” then stays done; the others see it.</Trans>}
            act={() => set(step, 'done')}
          />
        )
      }
    />
  );
};
