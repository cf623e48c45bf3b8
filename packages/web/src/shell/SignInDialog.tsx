import { Trans, useLingui } from '@lingui/react/macro';
import type { Session } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WhyAgain } from '../session/client.ts';
import { keepsPasskeys } from '../session/passkeys.ts';
import { passkeysQuery, personQuery } from '../session/queries.ts';
import { useActor } from '../session/store.ts';
import { LinkForm } from '../signing-in/LinkForm.tsx';
import { PasskeyStep } from '../signing-in/PasskeyStep.tsx';
import { PastedLink } from '../signing-in/PastedLink.tsx';
import { Dialog } from '../ui/dialog/Dialog.tsx';
import { Waiting } from './Waiting.tsx';

/** By a passkey of theirs, which is quicker, or by a link to the address that is known. */
const Afresh = ({ person, onSent, onDone }: { person: string; onSent: () => void; onDone: () => void }) => {
  const passkeys = useQuery({ ...passkeysQuery, retry: false });
  const me = useQuery({ ...personQuery(person), retry: false });
  if (passkeys.isPending || me.isPending) return <Waiting />;
  return (
    <>
      {keepsPasskeys() && (passkeys.data?.length ?? 0) > 0 && (
        <PasskeyStep
          kind="use"
          said={<Trans>Use your passkey: your finger, face or PIN. Or have a link sent.</Trans>}
          onGiven={onDone}
        />
      )}
      <LinkForm email={me.data?.email} onSent={onSent} />
    </>
  );
};

interface SignInDialogProps {
  readonly why: WhyAgain;
  readonly onClose: (signedIn: boolean) => void;
}

/** Signing in again over the page; whoever signs in as somebody else begins anew. */
export const SignInDialog = ({ why, onClose }: SignInDialogProps) => {
  const { t } = useLingui();
  const actor = useActor();
  const [before] = useState(actor?.person);
  const [sent, setSent] = useState(false);
  const signedIn = ({ actor: now }: Session): void => {
    if (before !== undefined && now.person !== before) location.assign('/');
    else if (!now.awaiting) onClose(true);
  };
  const step = () => {
    if ((sent || why === 'stale') && actor?.awaiting)
      return <PasskeyStep kind={actor.awaiting.passkey} onGiven={() => onClose(true)} />;
    if (sent) return <PastedLink onSignedIn={signedIn} />;
    if (why === 'lapsed' || before === undefined) return <LinkForm onSent={() => setSent(true)} />;
    return <Afresh person={before} onSent={() => setSent(true)} onDone={() => onClose(true)} />;
  };
  return (
    <Dialog
      title={why === 'lapsed' ? t`Your session has ended` : t`Sign in once more`}
      open
      onClose={() => onClose(false)}
    >
      <p>
        {why === 'lapsed' ? (
          <Trans>Sign in again, and this page goes on where it was. Nothing that you wrote is lost.</Trans>
        ) : (
          <Trans>
            This cannot be done by a browser that was left open. Sign in again, and it goes on by itself.
          </Trans>
        )}
      </p>
      {step()}
    </Dialog>
  );
};
