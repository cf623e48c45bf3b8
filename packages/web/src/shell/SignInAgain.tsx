import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { whenLapsed } from '../session/client.ts';

const SignInDialog = lazy(async () => ({ default: (await import('./SignInDialog.tsx')).SignInDialog }));

/** Where a session ends in the middle of something: signs in again over the page, and what was asked goes again. */
export const SignInAgain = () => {
  const [open, setOpen] = useState(false);
  const settle = useRef<(signedIn: boolean) => void>(undefined);
  useEffect(() => {
    whenLapsed(
      () =>
        new Promise((resolve) => {
          settle.current = resolve;
          setOpen(true);
        }),
    );
    return () => whenLapsed(undefined);
  }, []);
  const close = (signedIn: boolean): void => {
    setOpen(false);
    settle.current?.(signedIn);
  };
  return <Suspense>{open && <SignInDialog onClose={close} />}</Suspense>;
};
