import { Trans, useLingui } from '@lingui/react/macro';
import { ListTodo } from 'lucide-react';
import { useState } from 'react';
import { useCommunities } from '../communities/queries.ts';
import { Button } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Notice } from '../ui/notice/Notice.tsx';
import { Row, Tile } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { AskSomebody } from '../work/AskSomebody.tsx';
import { type MyStep, useStepChange } from '../work/queries.ts';

/** A step that nobody has, or that whoever was asked did not take: somebody else is asked, or it is dropped. */
export const StepRow = ({ step }: { step: MyStep }) => {
  const { t } = useLingui();
  const { title, community, due, notes } = step;
  const of = useCommunities().find(({ id }) => id === community)?.name ?? '';
  const change = useStepChange();
  const { written } = useMoments();
  const [refused, setRefused] = useState<string>();
  const drop = async (): Promise<void> => {
    const answer = await change(step, { status: 'dropped' }).catch(thrown);
    if (!answer.ok) return setRefused(answer.problem.detail);
    const undo = () => void change(answer.value, { status: 'proposed' });
    return say(t`The step is dropped.`, { label: t`Take it up again`, act: undo });
  };
  return (
    <Row
      lead={
        <Tile of={community}>
          <ListTodo className="icon" />
        </Tile>
      }
      title={<Trans>Nobody has taken on: {title}</Trans>}
      meta={
        <>
          {refused && (
            <Notice tone="danger" live>
              {refused}
            </Notice>
          )}
          {notes && <p>{notes}</p>}
          {of}
          {due && (
            <>
              {' '}
              · <Trans>due {written(due, 'day')}</Trans>
            </>
          )}
        </>
      }
      act={
        <>
          <AskSomebody step={step} />
          <Button look="danger" size="small" onPress={drop}>
            <Trans>Drop it</Trans>
          </Button>
        </>
      }
    />
  );
};
