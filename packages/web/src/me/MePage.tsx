import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { Title } from '../ui/layout/Layout.tsx';
import { RouteTabs } from '../ui/tabs/RouteTabs.tsx';
import { useMe } from './queries.ts';

/** The frame of the pages about oneself. */
export const MePage = ({ title, children }: { title: string; children: ReactNode }) => {
  const { t } = useLingui();
  const { name } = useMe();
  return (
    <>
      <DocumentTitle>{title}</DocumentTitle>
      <Title>{name}</Title>
      <RouteTabs label={t`About me`}>
        <Link to="/me" activeOptions={{ exact: true }}>
          <Trans>Profile</Trans>
        </Link>
        <Link to="/me/communities">
          <Trans>Communities</Trans>
        </Link>
        <Link to="/me/work">
          <Trans>My work</Trans>
        </Link>
        <Link to="/me/journal">
          <Trans>My journal</Trans>
        </Link>
        <Link to="/me/agreements">
          <Trans>What I agreed to</Trans>
        </Link>
        <Link to="/me/requests">
          <Trans>What I asked for</Trans>
        </Link>
        <Link to="/me/devices">
          <Trans>Signing in</Trans>
        </Link>
        <Link to="/me/data">
          <Trans>My data</Trans>
        </Link>
        <Link to="/me/leaving">
          <Trans>Leaving</Trans>
        </Link>
      </RouteTabs>
      <h2 className="unheard">{title}</h2>
      {children}
    </>
  );
};
