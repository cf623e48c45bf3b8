import { Trans, useLingui } from '@lingui/react/macro';
import { Link, Outlet, useRouter } from '@tanstack/react-router';
import { Menu } from 'lucide-react';
import { Suspense, useEffect, useRef } from 'react';
import { useNetwork } from '../session/queries.ts';
import { Toasts } from '../ui/toast/Toasts.tsx';
import { Footer } from './Footer.tsx';
import { rememberLook } from './look.ts';
import { MyCommunities } from './MyCommunities.tsx';
import { NavigationLinks } from './NavigationLinks.tsx';
import { NetworkName } from './NetworkName.tsx';
import { Offline } from './Offline.tsx';
import { SearchButton, Searching } from './Searching.tsx';
import { SignInAgain } from './SignInAgain.tsx';
import styles from './shell.module.css';
import { Who, WhoShort } from './Who.tsx';

const Sidebar = () => {
  const { t } = useLingui();
  return (
    <header className={`${styles.sidebar} no-print`}>
      <NetworkName />
      <SearchButton />
      <nav className={styles.nav} aria-label={t`Main`}>
        <NavigationLinks />
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
  const { t } = useLingui();
  return (
    <nav className={`${styles.tabbar} no-print`} aria-label={t`Main, short`}>
      <NavigationLinks short />
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
    <Searching>
      <a className="skip" href="#main">
        <Trans>Skip to the content</Trans>
      </a>
      <div className={styles.shell}>
        <header className={`${styles.topbar} no-print`}>
          <NetworkName />
          <div className={styles.topbarEnd}>
            <SearchButton short />
            <WhoShort />
          </div>
        </header>
        <Sidebar />
        <div className={styles.content}>
          <div className={styles.contentIn}>
            <Offline />
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
    </Searching>
  );
};
