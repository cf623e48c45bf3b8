import { Trans, useLingui } from '@lingui/react/macro';
import type { Session } from '@skein/contracts';
import { getRouteApi, Link, useLocation, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { openLink, rememberWay, wayOn } from '../session/sign-in.ts';
import { signedInHere, useActor } from '../session/store.ts';
import { Button, RouteButton } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Buttons, Prose, Title } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { say } from '../ui/toast/toasts.ts';
import { LinkForm } from './LinkForm.tsx';
import { PasskeyStep } from './PasskeyStep.tsx';
import { PastedLink } from './PastedLink.tsx';

const route = getRouteApi('/sign-in');

/** Goes on to where somebody wanted to be, within the application or to a page of before. */
const useGoOn = () => {
  const router = useRouter();
  return async (said: string): Promise<void> => {
    const way = wayOn();
    say(said);
    const { pathname } = new URL(way, location.origin);
    const [, , found] = router.getMatchedRoutes(pathname);
    if (found) await router.navigate({ href: way });
    else location.assign(way);
  };
};

/** Opens the link of the letter by a button, so that no program that looks at links uses it up. */
const OpenLink = ({ token, onSignedIn }: { token: string; onSignedIn: (session: Session) => void }) => {
  const { t } = useLingui();
  const [refused, setRefused] = useState<string>();
  const [sent, setSent] = useState(false);
  const [opening, setOpening] = useState(false);
  const open = async (): Promise<void> => {
    setOpening(true);
    const answer = await openLink(token).catch(thrown);
    setOpening(false);
    if (answer.ok) onSignedIn(answer.value);
    else setRefused(answer.problem.detail);
  };
  if (sent) return <PastedLink onSignedIn={onSignedIn} />;
  return (
    <div className="stack stack--wide">
      {refused ? (
        <div role="alert">
          <Notice tone="danger">{refused}</Notice>
        </div>
      ) : (
        <p>
          <Trans>Press the button to sign in to this browser.</Trans>
        </p>
      )}
      <Button onPress={open} look={refused ? 'quiet' : 'solid'} pending={opening && t`Signing in …`}>
        <Trans>Sign in</Trans>
      </Button>
      {refused && (
        <section className="stack">
          <h2>
            <Trans>Have a new link sent</Trans>
          </h2>
          <LinkForm onSent={() => setSent(true)} />
        </section>
      )}
      {refused && signedInHere() && (
        <p>
          <Trans>
            Somebody signed in with this browser before. <Link to="/">Go on to the first page</Link>.
          </Trans>
        </p>
      )}
    </div>
  );
};

interface AskProps {
  /** What a letter gave to ask with. */
  readonly pass?: string | undefined;
  readonly onSignedIn: (session: Session) => void;
}

const Ask = ({ pass, onSignedIn }: AskProps) => {
  const [sent, setSent] = useState(false);
  return sent ? (
    <PastedLink onSignedIn={onSignedIn} />
  ) : (
    <LinkForm pass={pass} onSent={() => setSent(true)} />
  );
};

/** On a computer of several people somebody else may be signed in. */
const SignedInAlready = ({ onSignedIn }: AskProps) => {
  const [other, setOther] = useState(false);
  if (other) return <Ask onSignedIn={onSignedIn} />;
  return (
    <div className="stack">
      <p>
        <Trans>You are signed in to this browser.</Trans>
      </p>
      <Buttons>
        <RouteButton to="/">
          <Trans>Go on to the first page</Trans>
        </RouteButton>
        <Button look="quiet" onPress={() => setOther(true)}>
          <Trans>Sign in as somebody else</Trans>
        </Button>
      </Buttons>
    </div>
  );
};

export const SignIn = () => {
  const { t } = useLingui();
  const { back } = route.useSearch();
  const navigate = useNavigate();
  // Behind the hash, so that no server and no log ever sees it before the button is pressed.
  const hash = new URLSearchParams(useLocation({ select: ({ hash }) => hash }));
  const token = hash.get('token');
  const pass = hash.get('pass') ?? undefined;
  const actor = useActor();
  const goOn = useGoOn();
  useEffect(() => rememberWay(back), [back]);
  const signedIn = async (session: Session): Promise<void> => {
    await navigate({ to: '/sign-in', hash: '', replace: true });
    if (!session.actor.awaiting) await goOn(t`You are signed in.`);
  };
  const what = () => {
    if (token) return <OpenLink key={token} token={token} onSignedIn={signedIn} />;
    if (!actor) return <Ask pass={pass} onSignedIn={signedIn} />;
    if (actor.awaiting)
      return (
        <PasskeyStep
          kind={actor.awaiting.passkey}
          onGiven={() => goOn(t`You are signed in, with all your roles.`)}
        />
      );
    return <SignedInAlready onSignedIn={signedIn} />;
  };
  return (
    <Prose>
      <DocumentTitle>{t`Sign in`}</DocumentTitle>
      <Title>
        <Trans>Sign in</Trans>
      </Title>
      {what()}
    </Prose>
  );
};
