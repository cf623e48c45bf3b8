import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { say } from '../ui/toast/toasts.ts';
import { useMyChanges } from './queries.ts';

/** Asks the hosts for what one cannot change oneself. */
export const PutRight = () => {
  const { t } = useLingui();
  const { wish } = useMyChanges();
  const [what, setWhat] = useState('');
  const [faults, setFaults] = useState<Faults>();
  const [sending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    if (!what.trim())
      return setFaults({ fields: new Map([['what', t`Write what is wrong, and what would be right.`]]) });
    setSending(true);
    const answer = await wish(what.trim()).catch(thrown);
    setSending(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    setFaults(undefined);
    setWhat('');
    say(t`The hosts have your wish, and answer by letter.`);
  };
  return (
    <section className="stack stack--tight">
      <h2>
        <Trans>Have something put right</Trans>
      </h2>
      <Form faults={faults} faultsTitle={t`That could not be sent`} onSubmit={send}>
        <TextField
          name="what"
          lines
          label={t`What is wrong?`}
          hint={t`For what you cannot change yourself. The hosts answer by letter.`}
          error={faults?.fields.get('what')}
          value={what}
          onChange={setWhat}
          maxLength={2000}
        />
        <Button type="submit" look="quiet" pending={sending && t`Sending …`}>
          <Trans>Send it to the hosts</Trans>
        </Button>
      </Form>
    </section>
  );
};
