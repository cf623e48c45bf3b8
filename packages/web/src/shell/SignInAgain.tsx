import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { whenLapsed } from '../session/client.ts';
import { LinkForm } from '../signing-in/LinkForm.tsx';
import { PastedLink } from '../signing-in/PastedLink.tsx';
import { Dialog } from '../ui/dialog/Dialog.tsx';

/** Where a session ends in the middle of something: signs in again over the page, and what was asked goes again. */
export const SignInAgain = () => {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [sent, setSent] = useState(false);
  const settle = useRef<(signedIn: boolean) => void>(undefined);
  useEffect(() => {
    whenLapsed(
      () =>
        new Promise((resolve) => {
          settle.current = resolve;
          setSent(false);
          setOpen(true);
        }),
    );
    return () => whenLapsed(undefined);
  }, []);
  const close = (signedIn: boolean): void => {
    setOpen(false);
    settle.current?.(signedIn);
  };
  return (
    <Dialog title={t`Your session has ended`} open={open} onClose={() => close(false)}>
      <p>
        <Trans>Sign in again, and this page goes on where it was. Nothing that you wrote is lost.</Trans>
      </p>
      {sent ? <PastedLink onSignedIn={() => close(true)} /> : <LinkForm onSent={() => setSent(true)} />}
    </Dialog>
  );
};
