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

/** One’s address, while the session that is too old for a step still says so. */
const useMyAddress = (ended: boolean): string | undefined => {
  const actor = useActor();
  return useQuery({ ...personQuery(actor?.person ?? ''), enabled: actor !== undefined && !ended }).data
    ?.email;
};

/** Shows who it is by a passkey, where they have one and this browser keeps some. */
const ByPasskey = ({ needed, onGiven }: { needed: boolean; onGiven: () => void }) => {
  const { data } = useQuery({ ...passkeysQuery, retry: false });
  const awaiting = useActor()?.awaiting;
  if (!awaiting && !needed && !(data?.length && keepsPasskeys())) return null;
  return (
    <PasskeyStep
      kind={awaiting?.passkey ?? 'use'}
      said={awaiting ? undefined : <Trans>The device asks for your finger, face or PIN.</Trans>}
      onGiven={onGiven}
    />
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
  const ended = why === 'ended';
  const address = useMyAddress(ended);
  const done = (): void => onClose(true);
  const signedIn = ({ actor: now }: Session): void => {
    if (before !== undefined && now.person !== before) location.assign('/');
    else if (!now.awaiting) done();
  };
  const byLink = sent ? (
    <PastedLink onSignedIn={signedIn} />
  ) : (
    <LinkForm key={address ?? ''} address={address} onSent={() => setSent(true)} />
  );
  const steps =
    sent && actor?.awaiting ? (
      <PasskeyStep kind={actor.awaiting.passkey} onGiven={done} />
    ) : (
      <>
        {!ended && <ByPasskey needed={why === 'passkey-required'} onGiven={done} />}
        {why !== 'passkey-required' && byLink}
      </>
    );
  return (
    <Dialog
      title={ended ? t`Your session has ended` : t`Show that it is you`}
      open
      onClose={() => onClose(false)}
    >
      <p>
        {ended ? (
          <Trans>Sign in again, and this page goes on where it was. Nothing that you wrote is lost.</Trans>
        ) : (
          <Trans>
            This step is not for whoever finds a computer that was left open. Sign in once more, and it goes
            on.
          </Trans>
        )}
      </p>
      {steps}
    </Dialog>
  );
};
