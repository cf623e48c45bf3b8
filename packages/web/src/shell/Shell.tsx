import { Trans, useLingui } from '@lingui/react/macro';
import { Link, Outlet, useRouter } from '@tanstack/react-router';
import { Menu } from 'lucide-react';
import { Suspense, useEffect, useRef } from 'react';
import { useNetwork } from '../session/queries.ts';
import { Toasts } from '../ui/toast/Toasts.tsx';
import { Footer } from './Footer.tsx';
import { rememberLook } from './look.ts';
import { MyCommunities } from './MyCommunities.tsx';
import { NetworkName } from './NetworkName.tsx';
import { useNavigation } from './navigation.ts';
import { SignInAgain } from './SignInAgain.tsx';
import styles from './shell.module.css';
import { Who, WhoShort } from './Who.tsx';

const Sidebar = () => {
  const { t, i18n } = useLingui();
  const { ours, others } = useNavigation();
  return (
    <header className={`${styles.sidebar} no-print`}>
      <NetworkName />
      <nav className={styles.nav} aria-label={t`Main`}>
        {ours.map(({ to, label, icon: Icon }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/' }}>
            <Icon className="icon" aria-hidden="true" />
            {i18n._(label)}
          </Link>
        ))}
        {others.map(({ href, label, icon: Icon }) => (
          <a key={href} href={href}>
            <Icon className="icon" aria-hidden="true" />
            {i18n._(label)}
          </a>
        ))}
      </nav>
      <Suspense>
        <MyCommunities>
          <Trans>My communities</Trans>
        </MyCommunities>
      </Suspense>
      <Who />
    </header>
  );
};

const TabBar = () => {
  const { t, i18n } = useLingui();
  const { ours } = useNavigation();
  return (
    <nav className={`${styles.tabbar} no-print`} aria-label={t`Main, short`}>
      {ours.slice(0, 3).map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} activeOptions={{ exact: to === '/' }}>
          <Icon className="icon" aria-hidden="true" />
          {i18n._(label)}
        </Link>
      ))}
      <Link to="/more">
        <Menu className="icon" aria-hidden="true" />
        <Trans>More</Trans>
      </Link>
    </nav>
  );
};

/** After each way within the page, the new page has the focus, as it would after a load. */
const useFocusOnPage = () => {
  const router = useRouter();
  const main = useRef<HTMLElement>(null);
  useEffect(
    () =>
      router.subscribe('onResolved', ({ fromLocation, pathChanged }) => {
        if (fromLocation && pathChanged) main.current?.focus({ preventScroll: true });
      }),
    [router],
  );
  return main;
};

/** What is around every page. */
export const Shell = () => {
  const network = useNetwork();
  const main = useFocusOnPage();
  useEffect(() => rememberLook(network), [network]);
  return (
    <>
      <a className="skip" href="#main">
        <Trans>Skip to the content</Trans>
      </a>
      <div className={styles.shell}>
        <header className={`${styles.topbar} no-print`}>
          <NetworkName />
          <div className={styles.topbarEnd}>
            <WhoShort />
          </div>
        </header>
        <Sidebar />
        <div className={styles.content}>
          <div className={styles.contentIn}>
            <main ref={main} id="main" tabIndex={-1}>
              <Outlet />
            </main>
            <Footer />
          </div>
        </div>
        <TabBar />
      </div>
      <SignInAgain />
      <Toasts />
    </>
  );
};
