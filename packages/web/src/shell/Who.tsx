import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { personQuery } from '../session/queries.ts';
import { signOut } from '../session/sign-in.ts';
import { useActor } from '../session/store.ts';
import { Avatar } from '../ui/avatar/Avatar.tsx';
import { Button } from '../ui/button/Button.tsx';
import { say } from '../ui/toast/toasts.ts';
import styles from './shell.module.css';

/** What a signed-in person is called and looks like, once it is known. */
export const useMyFace = (): { readonly name: string; readonly photo?: string | undefined } => {
  const actor = useActor();
  const { data } = useQuery({ ...personQuery(actor?.person ?? ''), enabled: actor !== undefined });
  return { name: data?.name ?? '', photo: data?.photo };
};

const useSignOut = () => {
  const { t } = useLingui();
  const navigate = useNavigate();
  return async () => {
    await signOut();
    await navigate({ to: '/' });
    say(t`You are signed out.`);
  };
};

/** The way to signing in, and back to this page; from where that is done it leads nowhere. */
const SignInLink = ({ className }: { className?: string | undefined }) => {
  const { pathname, href } = useLocation();
  if (pathname === '/sign-in') return null;
  return (
    <Link to="/sign-in" search={pathname === '/' ? {} : { back: href }} className={className}>
      <Trans>Sign in</Trans>
    </Link>
  );
};

/** The foot of the sidebar: who is signed in, or the way to it. */
export const Who = () => {
  const actor = useActor();
  const { name, photo } = useMyFace();
  const leave = useSignOut();
  if (!actor)
    return (
      <div className={styles.whoami}>
        <SignInLink />
      </div>
    );
  return (
    <div className={styles.whoami}>
      <Avatar id={actor.person} name={name} photo={photo} />
      <span>
        <Link to="/me">{name}</Link>
        <br />
        <Button look="bare" size="small" onPress={leave}>
          <Trans>Sign out</Trans>
        </Button>
      </span>
    </div>
  );
};

/** The same, in the corner of a phone. */
export const WhoShort = () => {
  const { t } = useLingui();
  const actor = useActor();
  const { name, photo } = useMyFace();
  if (!actor) return <SignInLink className={styles.corner} />;
  return (
    <Link to="/more" className={styles.corner}>
      <Avatar id={actor.person} name={name} photo={photo} />
      <span className="unheard">{t`${name}: more, and sign out`}</span>
    </Link>
  );
};
