import { Trans, useLingui } from '@lingui/react/macro';
import type { Briefing, Meeting } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNameOf } from '../people/Named.tsx';
import { Button } from '../ui/button/Button.tsx';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Paragraphs } from '../ui/layout/Layout.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { briefingQuery, useBriefingSteps } from './before-queries.ts';
import styles from './meetings.module.css';
import { useMeetingRights } from './rights.ts';

interface PrepareProps {
  readonly meeting: Meeting;
  readonly briefing: Briefing;
}

/** The host’s questions, one a line; one that stays as it is keeps its answers. */
const Ask = ({ meeting, briefing }: PrepareProps) => {
  const { t } = useLingui();
  const { ask } = useBriefingSteps(meeting, briefing);
  const [typed, setTyped] = useState<string>();
  const before = briefing.questions.map(({ text }) => text).join('\n');
  const act = async () => {
    const lines = (typed ?? before).split('\n').map((text) => text.trim());
    const unused = [...briefing.questions];
    const asked = lines.filter(Boolean).map((text) => {
      const at = unused.findIndex((one) => one.text === text);
      const [known] = at < 0 ? [] : unused.splice(at, 1);
      return known ? { id: known.id, text } : { text };
    });
    const answer = await ask(asked);
    if (answer.ok) setTyped(undefined);
    return answer;
  };
  return (
    <FormDialog
      label={
        briefing.questions.length ? <Trans>Change the questions</Trans> : <Trans>Ask questions before</Trans>
      }
      title={t`Questions to prepare with`}
      send={t`Save`}
      done={t`The questions are saved.`}
      act={act}
    >
      {(faults) => (
        <TextField
          name="questions"
          lines
          label={t`Questions`}
          hint={t`One a line, at most twelve. Those who come answer them before; you see what all say, others see their own.`}
          error={[...(faults?.fields ?? [])].map(([, said]) => said)[0]}
          value={typed ?? before}
          onChange={setTyped}
        />
      )}
    </FormDialog>
  );
};

const Mine = ({ meeting, briefing }: PrepareProps) => {
  const { t } = useLingui();
  const { answer } = useBriefingSteps(meeting, briefing);
  const said = Object.fromEntries(briefing.mine.answers.map(({ question, text }) => [question, text]));
  const { draft, change, forget } = useDraft<Record<string, string>>(`briefing-${meeting.id}`, said);
  const [faults, setFaults] = useState<Faults>();
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    const answers = briefing.questions.map(({ id }) => ({ question: id, text: draft[id] ?? '' }));
    const told = await answer(answers).catch(thrown);
    setBusy(false);
    if (!told.ok) return setFaults(faultsOf(told.problem));
    setFaults(undefined);
    forget();
    say(t`Your answers are with the host.`);
  };
  return (
    <Form faults={faults} faultsTitle={t`Something stands in the way`} onSubmit={send}>
      {briefing.questions.map(({ id, text }, at) => (
        <TextField
          key={id}
          name={`answers.${at}.text`}
          lines
          label={text}
          error={faults?.fields.get(`answers.${at}.text`)}
          value={draft[id] ?? ''}
          onChange={(typed) => change({ [id]: typed })}
          maxLength={2000}
        />
      ))}
      <div>
        <Button type="submit" look="quiet" pending={busy && t`Saving …`}>
          <Trans>Save my answers</Trans>
        </Button>
      </div>
    </Form>
  );
};

const Said = ({
  one,
  questions,
}: { one: NonNullable<Briefing['answers']>[number] } & Pick<Briefing, 'questions'>) => {
  const name = useNameOf(one.person);
  return (
    <li className="stack stack--tight">
      <h4>{name}</h4>
      {questions.flatMap(({ id, text }) => {
        const said = one.answers.find(({ question }) => question === id);
        return said
          ? [
              <div key={id}>
                <p className="small quiet">{text}</p>
                <Paragraphs text={said.text} />
              </div>,
            ]
          : [];
      })}
    </li>
  );
};

/** The questions to prepare with: answered by who comes, read by the host. */
export const Prepare = ({ meeting }: { meeting: Meeting }) => {
  const { plans, belongs } = useMeetingRights(meeting);
  const { data: briefing } = useQuery(briefingQuery(meeting.id));
  const isOpen = meeting.status !== 'closed';
  const asks = plans && isOpen;
  if (!briefing || (briefing.questions.length === 0 && !asks)) return null;
  const { questions, answers = [] } = briefing;
  return (
    <Section id="prepare" title={<Trans>Prepare</Trans>}>
      <div className="stack">
        {questions.length > 0 && belongs && isOpen && (
          <Mine key={briefing.version} meeting={meeting} briefing={briefing} />
        )}
        {answers.length > 0 && (
          <details className={styles.fold}>
            <summary>
              <Trans>What was answered</Trans>
            </summary>
            <ul className="stack">
              {answers.map((one) => (
                <Said key={one.person} one={one} questions={questions} />
              ))}
            </ul>
          </details>
        )}
        {asks && (
          <div>
            <Ask meeting={meeting} briefing={briefing} />
          </div>
        )}
      </div>
    </Section>
  );
};
