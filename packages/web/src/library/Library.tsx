import { Trans, useLingui } from '@lingui/react/macro';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCommunities, useMyCommunities } from '../communities/queries.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useRoles } from '../session/queries.ts';
import { Title } from '../ui/layout/Layout.tsx';
import { AddResource } from './AddResource.tsx';
import styles from './library.module.css';
import { Shelf } from './Shelf.tsx';

const route = getRouteApi('/library');

/** The library: what one’s communities keep, and what is for everybody. */
export const Library = () => {
  const { t } = useLingui();
  const { tag } = route.useSearch();
  const communities = useCommunities();
  const mine = useMyCommunities();
  const { hosts } = useRoles();
  const putting = hosts ? communities : mine;
  return (
    <>
      <DocumentTitle>{t`Library`}</DocumentTitle>
      <Title lead={<Trans>What your communities keep, and what is for everybody, the newest first.</Trans>}>
        <Trans>Library</Trans>
      </Title>
      {putting.length > 0 && <AddResource communities={putting} community="" />}
      {mine.length > 0 && (
        <p className={styles.own}>
          {mine.map(({ id, slug, name }) => (
            <Link key={id} to="/communities/$community/library" params={{ community: slug }}>
              {name}
            </Link>
          ))}
        </p>
      )}
      <Shelf tag={tag} />
    </>
  );
};
