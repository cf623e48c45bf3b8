import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Prose } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { useMe, useMyChanges } from './queries.ts';

/** The address that one signs in by, and the way to another one. */
export const Address = () => {
  const { t } = useLingui();
  const { email = '' } = useMe();
  const { readdress } = useMyChanges();
  const [wanted, setWanted] = useState('');
  const [sentTo, setSentTo] = useState<string>();
  const [faults, setFaults] = useState<Faults>();
  const [sending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    const address = wanted.trim();
    if (!/^\S+@\S+\.\S+$/.test(address))
      return setFaults({
        fields: new Map([['email', t`Write your e-mail address, as in name@example.org.`]]),
      });
    setSending(true);
    const answer = await readdress(address).catch(thrown);
    setSending(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    setFaults(undefined);
    setWanted('');
    setSentTo(address);
  };
  return (
    <section>
      <Prose>
        <h2>
          <Trans>Your address</Trans>
        </h2>
        <p>
          <Trans>
            Letters and links to sign in go to <b>{email}</b>.
          </Trans>
        </p>
        {sentTo && (
          <Notice tone="positive" live>
            <Trans>
              A letter is on its way to {sentTo}: open its link within two days. Until then nothing changes.
              The address before hears of it, and can be had back for a week.
            </Trans>
          </Notice>
        )}
        <Form faults={faults} faultsTitle={t`That could not be sent`} onSubmit={send}>
          <TextField
            name="email"
            type="email"
            inputMode="email"
            autoComplete="email"
            label={t`Another address`}
            error={faults?.fields.get('email')}
            value={wanted}
            onChange={setWanted}
          />
          <Button type="submit" look="quiet" pending={sending && t`Sending …`}>
            <Trans>Change my address</Trans>
          </Button>
        </Form>
      </Prose>
    </section>
  );
};
