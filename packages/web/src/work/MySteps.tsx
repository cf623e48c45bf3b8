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
import { type MyStep, myStepsQuery, useStepAnswer, useSteps } from './queries.ts';

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

/** What who has a step can do with it: take it on, give it back with a word, say that it is done. */
export const StepAnswers = ({ step }: { step: Pick<MyStep, 'id' | 'version' | 'title' | 'status'> }) => {
  const { t } = useLingui();
  const { title, status } = step;
  const [refused, setRefused] = useState<string>();
  const set = useSteps();
  const answer = useStepAnswer();
  const accept = async (): Promise<void> => {
    const said = await answer(step, 'accepted').catch(thrown);
    if (said.ok) say(t`The step is yours.`);
    else setRefused(said.problem.detail);
  };
  const isProposed = status === 'proposed';
  return (
    <>
      {refused && (
        <p role="alert">
          <Badge tone="danger">{refused}</Badge>
        </p>
      )}
      {isProposed ? (
        <Button look="quiet" size="small" onPress={accept}>
          <Trans>Accept</Trans>
        </Button>
      ) : (
        <AskedStep
          label={t`Mark as done`}
          done={t`The step is done.`}
          title={t`Is it done?`}
          follows={<Trans>“{title}” then stays done; the others see it.</Trans>}
          act={() => set(step, 'done')}
        />
      )}
      <AskedStep
        label={isProposed ? t`Not for me` : t`Give it back`}
        done={t`Those who run the community see that it is free.`}
        title={isProposed ? t`Is it not for you?` : t`Give it back?`}
        follows={<Trans>“{title}” is then free for somebody else. A word of why helps them.</Trans>}
        words="possible"
        wordsLabel={t`Why`}
        most={1000}
        act={(word) => answer(step, 'declined', word)}
      />
    </>
  );
};

/** A step of who is signed in, moved on in place. */
export const StepRow = ({ step }: { step: MyStep }) => {
  const { title, community, due, status } = step;
  const of = useMyCommunities().find(({ id }) => id === community)?.name ?? '';
  const { written } = useMoments();
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
        </>
      }
      act={<StepAnswers step={step} />}
    />
  );
};
