import { Trans, useLingui } from '@lingui/react/macro';
import type { Meeting } from '@skein/contracts';
import { useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { say } from '../ui/toast/toasts.ts';
import { useMeetingSteps } from './queries.ts';

/** Anybody of the communities puts something on the agenda. */
export const Propose = ({ meeting }: { meeting: Meeting }) => {
  const { t } = useLingui();
  const empty = { title: '', part: '' };
  const { draft, change, forget } = useDraft(`agenda-${meeting.id}`, empty);
  const [faults, setFaults] = useState<Faults>();
  const [busy, setBusy] = useState(false);
  const { propose } = useMeetingSteps(meeting);
  const send = async (): Promise<void> => {
    const title = draft.title.trim();
    if (!title) return setFaults({ fields: new Map([['title', t`Write what it is about.`]]) });
    setBusy(true);
    const part = draft.part === '' ? {} : { part: Number(draft.part) };
    const answer = await propose({ title, ...part }).catch(thrown);
    setBusy(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    setFaults(undefined);
    forget();
    change(empty);
    say(t`It is on the agenda.`);
  };
  return (
    <Form faults={faults} faultsTitle={t`Something stands in the way`} onSubmit={send}>
      <TextField
        name="title"
        label={t`Propose something for the agenda`}
        hint={t`One line: what it is about.`}
        error={faults?.fields.get('title')}
        value={draft.title}
        onChange={(title) => change({ title })}
        maxLength={200}
      />
      {meeting.agenda.length > 1 && (
        <SelectField
          name="part"
          label={t`In which part`}
          empty={t`The longest part`}
          value={draft.part}
          onChange={(part) => change({ part })}
          options={meeting.agenda.map(({ title }, part) => [String(part), title])}
        />
      )}
      <div>
        <Button type="submit" look="quiet" pending={busy && t`Saving …`}>
          <Trans>Propose it</Trans>
        </Button>
      </div>
    </Form>
  );
};
