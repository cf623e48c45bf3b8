import { Trans, useLingui } from '@lingui/react/macro';
import { Suspense } from 'react';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { Title } from '../ui/layout/Layout.tsx';
import { MyCommunities } from './MyCommunities.tsx';
import { NavigationLinks } from './NavigationLinks.tsx';
import styles from './shell.module.css';
import { Who } from './Who.tsx';

/** On a phone: all that the sidebar holds. */
export const More = () => {
  const { t } = useLingui();
  return (
    <>
      <DocumentTitle>{t`More`}</DocumentTitle>
      <Title>
        <Trans>More</Trans>
      </Title>
      <div className="stack stack--wide">
        <nav className={styles.nav} aria-label={t`All pages`}>
          <NavigationLinks />
        </nav>
        <Suspense>
          <MyCommunities>
            <Trans>Communities I belong to</Trans>
          </MyCommunities>
        </Suspense>
        <Who />
      </div>
    </>
  );
};
