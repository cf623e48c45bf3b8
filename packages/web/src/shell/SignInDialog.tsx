import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { WhyAgain } from '../session/client.ts';
import { givePasskey, keepsPasskeys } from '../session/passkeys.ts';
import { personQuery } from '../session/queries.ts';
import { useActor } from '../session/store.ts';
import { LinkForm } from '../signing-in/LinkForm.tsx';
import { PastedLink } from '../signing-in/PastedLink.tsx';
import { Button } from '../ui/button/Button.tsx';
import { Dialog } from '../ui/dialog/Dialog.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Notice } from '../ui/notice/Notice.tsx';

/** One’s address, while the session that is too old for a step still says so. */
const useMyAddress = (ended: boolean): string | undefined => {
  const actor = useActor();
  return useQuery({ ...personQuery(actor?.person ?? ''), enabled: actor !== undefined && !ended }).data
    ?.email;
};

/** Signs in again by a passkey, where this browser keeps some. */
const ByPasskey = ({ onGiven }: { onGiven: () => void }) => {
  const { t } = useLingui();
  const [refused, setRefused] = useState<string>();
  if (!keepsPasskeys()) return null;
  const give = async (): Promise<void> => {
    const given = await givePasskey().catch(thrown);
    if (typeof given === 'string') setRefused(t`The passkey was not given. Press the button to try again.`);
    else if ('problem' in given) setRefused(given.problem.detail);
    else onGiven();
  };
  return (
    <>
      {refused && (
        <Notice tone="danger" live>
          {refused}
        </Notice>
      )}
      <Button look="quiet" onPress={give}>
        <KeyRound className="icon" aria-hidden="true" />
        <Trans>Use my passkey</Trans>
      </Button>
    </>
  );
};

interface SignInDialogProps {
  readonly why: WhyAgain;
  readonly onClose: (signedIn: boolean) => void;
}

/** Signing in again over the page. */
export const SignInDialog = ({ why, onClose }: SignInDialogProps) => {
  const { t } = useLingui();
  const [sent, setSent] = useState(false);
  const ended = why === 'ended';
  const address = useMyAddress(ended);
  const done = (): void => onClose(true);
  const byLink = sent ? (
    <PastedLink onSignedIn={done} />
  ) : (
    <LinkForm key={address ?? ''} address={address} onSent={() => setSent(true)} />
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
            This step is about your whole account, so that nobody else takes it on a computer you left open.
            Sign in once more, and it goes on.
          </Trans>
        )}
      </p>
      {!ended && <ByPasskey onGiven={done} />}
      {why !== 'passkey-required' && byLink}
    </Dialog>
  );
};
