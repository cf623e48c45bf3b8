import { Trans, useLingui } from '@lingui/react/macro';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCommunities, useMyCommunities } from '../communities/queries.ts';
import { AddResource } from '../library/AddResource.tsx';
import { Shelf } from '../library/Shelf.tsx';
import { Products } from '../products/Products.tsx';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useRoles } from '../session/queries.ts';
import { Title } from '../ui/layout/Layout.tsx';
import styles from './network.module.css';

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
      <div className={styles.kept}>
        <Products />
      </div>
    </>
  );
};
