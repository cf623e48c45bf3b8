import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { askForLink } from '../session/sign-in.ts';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { faultsOf, thrown } from '../ui/forms/faults.ts';

interface LinkFormProps {
  readonly pass?: string | undefined;
  /** Where the letter goes, where that is known already. */
  readonly address?: string | undefined;
  readonly onSent: () => void;
}

/** Asks for the letter with the link. */
export const LinkForm = ({ pass, address = '', onSent }: LinkFormProps) => {
  const { t } = useLingui();
  const [email, setEmail] = useState(address);
  const [faults, setFaults] = useState<Faults>();
  const [sending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    if (!/^\S+@\S+\.\S+$/.test(email.trim()))
      return setFaults({
        fields: new Map([['email', t`Write your e-mail address, as in name@example.org.`]]),
      });
    setSending(true);
    const answer = await askForLink(email.trim(), pass).catch(thrown);
    setSending(false);
    if (answer.ok) onSent();
    else setFaults(faultsOf(answer.problem));
    return undefined;
  };
  return (
    <Form faults={faults} faultsTitle={t`The letter could not be sent`} onSubmit={send}>
      <TextField
        name="email"
        type="email"
        inputMode="email"
        autoComplete="email"
        label={t`Your e-mail address`}
        hint={t`We send a letter with a link there. There is no password.`}
        error={faults?.fields.get('email')}
        value={email}
        onChange={setEmail}
      />
      <Button type="submit" pending={sending && t`Sending …`}>
        <Trans>Send me a link</Trans>
      </Button>
    </Form>
  );
};
