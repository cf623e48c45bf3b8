import { Trans, useLingui } from '@lingui/react/macro';
import type { Session } from '@skein/contracts';
import { KeyRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type Given, givePasskey, keepsPasskeys, makePasskey } from '../session/passkeys.ts';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Notice } from '../ui/notice/Notice.tsx';

interface PasskeyStepProps {
  readonly kind: 'use' | 'register';
  /** Said before it, where it is not for one’s roles. */
  readonly said?: ReactNode;
  readonly onGiven: () => void;
}

/** The second step of signing in, for those whose roles need a passkey. */
export const PasskeyStep = ({ kind, said: why, onGiven }: PasskeyStepProps) => {
  const { t } = useLingui();
  const [name, setName] = useState(t`This device`);
  const [faults, setFaults] = useState<Faults>();
  const said = {
    'there-already': t`This device holds a passkey of yours already: use that one.`,
    'not-given': t`The passkey was not given. Press the button to try again.`,
  };
  const step = async (): Promise<void> => {
    const asked: Promise<Given<Session>> =
      kind === 'use' ? givePasskey() : makePasskey(name.trim() || t`This device`);
    const given = await asked.catch(thrown);
    if (typeof given === 'string') setFaults({ fields: new Map(), whole: said[given] });
    else if ('problem' in given) setFaults(faultsOf(given.problem));
    else onGiven();
  };
  if (!keepsPasskeys())
    return (
      <Notice tone="caution">
        <Trans>
          You are signed in, but your roles need a passkey and this browser keeps none. Use another browser.
        </Trans>
      </Notice>
    );
  return (
    <Form faults={faults} faultsTitle={t`That did not work`} onSubmit={step}>
      <p>
        {why ? (
          why
        ) : kind === 'use' ? (
          <Trans>Your roles in the network need a passkey beside the link: your finger, face or PIN.</Trans>
        ) : (
          <Trans>
            Your roles in the network need a passkey beside the link. Make one now: the device asks for your
            finger, face or PIN, and nothing of it leaves the device.
          </Trans>
        )}
      </p>
      {kind === 'register' && (
        <TextField
          name="name"
          label={t`A name to know it by`}
          value={name}
          onChange={setName}
          maxLength={80}
        />
      )}
      <Button type="submit">
        <KeyRound className="icon" aria-hidden="true" />
        {kind === 'use' ? <Trans>Use my passkey</Trans> : <Trans>Make a passkey</Trans>}
      </Button>
    </Form>
  );
};
