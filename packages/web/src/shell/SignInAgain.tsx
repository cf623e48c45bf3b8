import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { type WhyAgain, whenLapsed } from '../session/client.ts';

const SignInDialog = lazy(async () => ({ default: (await import('./SignInDialog.tsx')).SignInDialog }));

/**
 * Where a session ends in the middle of something, or what is done asks for a fresh sign-in: signs in again over the
 * page, and what was asked goes again.
 */
export const SignInAgain = () => {
  const [why, setWhy] = useState<WhyAgain>();
  const settle = useRef<(signedIn: boolean) => void>(undefined);
  useEffect(() => {
    whenLapsed(
      (reason) =>
        new Promise((resolve) => {
          settle.current?.(false);
          settle.current = resolve;
          setWhy(reason);
        }),
    );
    return () => whenLapsed(undefined);
  }, []);
  const close = (signedIn: boolean): void => {
    setWhy(undefined);
    settle.current?.(signedIn);
  };
  return <Suspense>{why && <SignInDialog key={why} why={why} onClose={close} />}</Suspense>;
};
