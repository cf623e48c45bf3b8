import { Trans, useLingui } from '@lingui/react/macro';
import { usePlaceIn } from '../session/reading.ts';
import { Button } from '../ui/button/Button.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { say } from '../ui/toast/toasts.ts';
import { AskSomebody } from './AskSomebody.tsx';
import { StepAnswers } from './MySteps.tsx';
import { type MyStep, useStepAnswer, useStepChange } from './queries.ts';

/** Takes on a step that nobody has. */
const TakeOn = ({ step }: { step: MyStep }) => {
  const { t } = useLingui();
  const { me } = usePlaceIn(step.community);
  const change = useStepChange();
  const answer = useStepAnswer();
  const take = async (): Promise<void> => {
    const mine = await change(step, { owners: [me ?? ''] }).catch(thrown);
    const said = mine.ok ? await answer(mine.value, 'accepted').catch(thrown) : mine;
    say(said.ok ? t`The step is yours.` : said.problem.detail);
  };
  return (
    <Button look="quiet" size="small" onPress={take}>
      <Trans>I take it on</Trans>
    </Button>
  );
};

const Drop = ({ step }: { step: MyStep }) => {
  const { t } = useLingui();
  const change = useStepChange();
  const { title } = step;
  return (
    <AskedStep
      label={t`Drop it`}
      look="danger"
      done={t`The step is dropped.`}
      title={t`Drop the step?`}
      follows={<Trans>Nobody is asked for “{title}” any more.</Trans>}
      act={() => change(step, { status: 'dropped' })}
    />
  );
};

/** What whoever looks at a step can do with it: its owner answers, anybody takes what is free, who runs it asks. */
export const StepActs = ({ step }: { step: MyStep }) => {
  const { me, runs, takesPart } = usePlaceIn(step.community);
  if (step.status === 'done' || step.status === 'dropped') return null;
  const isFree = step.owners.length === 0;
  const isMine = me !== undefined && step.owners.includes(me);
  return (
    <>
      {isMine && <StepAnswers step={step} />}
      {isFree && takesPart && step.status === 'proposed' && <TakeOn step={step} />}
      {isFree && runs && <AskSomebody step={step} />}
      {runs && !isMine && <Drop step={step} />}
    </>
  );
};
