import { Trans, useLingui } from '@lingui/react/macro';
import { isProblem, Unreachable } from '@skein/client';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useLocation, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useActor } from '../session/store.ts';
import { Button, RouteButton } from '../ui/button/Button.tsx';
import { Buttons, Prose, Title } from '../ui/layout/Layout.tsx';

const Failure = ({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) => (
  <Prose>
    <title>{title}</title>
    <Title lead={lead}>{title}</Title>
    <Buttons>{children}</Buttons>
  </Prose>
);

const Onward = () => (
  <>
    <RouteButton to="/" look="quiet">
      <Trans>Go to the first page</Trans>
    </RouteButton>
    <RouteButton to="/communities" look="quiet">
      <Trans>See the communities</Trans>
    </RouteButton>
  </>
);

export const NotFound = () => {
  const { t } = useLingui();
  return (
    <Failure
      title={t`There is no page at this address`}
      lead={<Trans>The link may be old, or a letter of it was lost on the way.</Trans>}
    >
      <Onward />
    </Failure>
  );
};

const SignInFirst = () => {
  const { t } = useLingui();
  const { href } = useLocation();
  return (
    <Failure title={t`Sign in to see this page`} lead={<Trans>It is for members of the network.</Trans>}>
      <RouteButton to="/sign-in" search={{ back: href }}>
        <Trans>Sign in</Trans>
      </RouteButton>
      <Onward />
    </Failure>
  );
};

const Forbidden = ({ said }: { said: string }) => {
  const { t } = useLingui();
  return (
    <Failure title={t`This page is for others`} lead={said}>
      <Onward />
    </Failure>
  );
};

const Again = ({ reset }: { reset: () => void }) => (
  <Button onPress={reset}>
    <Trans>Try again</Trans>
  </Button>
);

/** What is shown in place of a page that could not be: why, and what to do. */
export const FailedPage = ({ error, reset }: ErrorComponentProps) => {
  const { t } = useLingui();
  const router = useRouter();
  const actor = useActor();
  const queries = useQueryErrorResetBoundary();
  useEffect(() => queries.reset(), [queries]);
  const again = (): void => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  useEffect(() => {
    if (!(error instanceof Unreachable)) return undefined;
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  });
  if (isProblem(error, 'not-found')) return <NotFound />;
  if (isProblem(error) && error.problem.status === 401) return <SignInFirst />;
  if (isProblem(error) && error.problem.status === 403)
    return actor ? <Forbidden said={error.problem.detail} /> : <SignInFirst />;
  if (error instanceof Unreachable)
    return (
      <Failure
        title={t`You seem to be offline`}
        lead={<Trans>The network is not to be reached. This page comes as soon as it is.</Trans>}
      >
        <Again reset={again} />
      </Failure>
    );
  return (
    <Failure
      title={t`This page is not to be had just now`}
      lead={isProblem(error) ? error.problem.detail : t`Something went wrong here. It is not your fault.`}
    >
      <Again reset={again} />
      <Onward />
    </Failure>
  );
};
