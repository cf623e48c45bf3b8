import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { LinkForm } from '../signing-in/LinkForm.tsx';
import { PastedLink } from '../signing-in/PastedLink.tsx';
import { Dialog } from '../ui/dialog/Dialog.tsx';

/** Signing in again over the page. */
export const SignInDialog = ({ onClose }: { onClose: (signedIn: boolean) => void }) => {
  const { t } = useLingui();
  const [sent, setSent] = useState(false);
  return (
    <Dialog title={t`Your session has ended`} open onClose={() => onClose(false)}>
      <p>
        <Trans>Sign in again, and this page goes on where it was. Nothing that you wrote is lost.</Trans>
      </p>
      {sent ? <PastedLink onSignedIn={() => onClose(true)} /> : <LinkForm onSent={() => setSent(true)} />}
    </Dialog>
  );
};
