import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { Title } from '../ui/layout/Layout.tsx';
import { MyCommunities } from './MyCommunities.tsx';
import { useNavigation } from './navigation.ts';
import styles from './shell.module.css';
import { Who } from './Who.tsx';

/** On a phone: all that the sidebar holds. */
export const More = () => {
  const { t, i18n } = useLingui();
  const { ours, others } = useNavigation();
  return (
    <>
      <DocumentTitle>{t`More`}</DocumentTitle>
      <Title>
        <Trans>More</Trans>
      </Title>
      <div className="stack stack--wide">
        <nav className={styles.nav} aria-label={t`All pages`}>
          {ours.map(({ to, label, icon: Icon }) => (
            <Link key={to} to={to} activeOptions={{ exact: true }}>
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
            <Trans>Communities I belong to</Trans>
          </MyCommunities>
        </Suspense>
        <Who />
      </div>
    </>
  );
};
