import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { toSignInAgain, type WhyAgain } from '../session/client.ts';
import { withWords } from '../words/languages.ts';

const SignInDialog = lazy(
  withWords(async () => ({ default: (await import('./SignInDialog.tsx')).SignInDialog })),
);

/**
 * Where a session ends in the middle of something, or is too old for what is asked: signs in again over the page, and
 * what was asked goes again.
 */
export const SignInAgain = () => {
  const [why, setWhy] = useState<WhyAgain>();
  const settle = useRef<(signedIn: boolean) => void>(undefined);
  useEffect(() => {
    toSignInAgain(
      (asked) =>
        new Promise((resolve) => {
          settle.current = resolve;
          setWhy(asked);
        }),
    );
    return () => toSignInAgain(undefined);
  }, []);
  const close = (signedIn: boolean): void => {
    setWhy(undefined);
    settle.current?.(signedIn);
  };
  return <Suspense>{why && <SignInDialog why={why} onClose={close} />}</Suspense>;
};
