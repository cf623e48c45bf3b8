import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useCommunities, useMyCommunities } from '../communities/queries.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useRoles } from '../session/queries.ts';
import { Button } from '../ui/button/Button.tsx';
import { Empty } from '../ui/empty/Empty.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { Title } from '../ui/layout/Layout.tsx';
import { Rows } from '../ui/sheet/Sheet.tsx';
import { AddResource } from './AddResource.tsx';
import styles from './library.module.css';
import { resourcesQuery, tagsQuery, type Wanted } from './queries.ts';
import { ResourceRow } from './ResourceRow.tsx';

const route = getRouteApi('/library');

const Found = ({ wanted }: { wanted: Wanted }) => {
  const { t } = useLingui();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    resourcesQuery(wanted),
  );
  if (error) throw error;
  if (!data)
    return (
      <p className="quiet" role="status">
        <Trans>Loading …</Trans>
      </p>
    );
  const found = data.pages.flatMap(({ items }) => items);
  if (found.length === 0)
    return (
      <Empty title={<Trans>Nothing is here yet</Trans>}>
        <Trans>Put in what others should find: a link, or what you wrote down.</Trans>
      </Empty>
    );
  return (
    <div className="stack stack--wide">
      <Rows>
        {found.map((resource) => (
          <ResourceRow key={resource.id} resource={resource} />
        ))}
      </Rows>
      {hasNextPage && (
        <Button look="quiet" onPress={() => fetchNextPage()} pending={isFetchingNextPage && t`Loading …`}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </div>
  );
};

/** The tags that there are, the most used first; each narrows the list. */
const Tags = ({ community, tag }: { community: string; tag: string }) => {
  const { t } = useLingui();
  const { data: tags = [] } = useQuery(tagsQuery(community));
  if (tags.length === 0) return null;
  return (
    <nav aria-label={t`Tags`}>
      <ul className={styles.tags}>
        {tags.slice(0, 30).map(({ tag: one, resources }) => (
          <li key={one}>
            <Link
              to="/library"
              search={{ ...(one !== tag && { tag: one }), ...(community && { community }) }}
              aria-current={one === tag ? 'true' : undefined}
            >
              {one} <span className="quiet">{resources}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** The library: links and texts of one’s communities, and those for everybody. */
export const Library = () => {
  const { t } = useLingui();
  const { tag = '', community = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const communities = useCommunities();
  const mine = useMyCommunities();
  const { hosts } = useRoles();
  const [text, setText] = useState('');
  const words = useDeferredValue(text.trim());
  const wanted = { ...(words && { text: words }), ...(tag && { tag }), ...(community && { community }) };
  const at = communities.find(({ id }) => id === community);
  const putting = (hosts ? communities : mine).filter(({ id }) => !community || id === community);
  return (
    <>
      <DocumentTitle>{t`Library`}</DocumentTitle>
      <Title lead={<Trans>What your communities keep, and what is for everybody, the newest first.</Trans>}>
        {at ? <Trans>Library of {at.name}</Trans> : <Trans>Library</Trans>}
      </Title>
      {putting.length > 0 && <AddResource communities={putting} community={community} />}
      <search className={styles.filters}>
        <TextField type="search" label={t`Words in titles, tags and texts`} value={text} onChange={setText} />
        <SelectField
          name="community"
          label={t`Community`}
          value={community}
          onChange={(id) => navigate({ search: { ...(id && { community: id }) } })}
          empty={t`All`}
          options={communities.map(({ id, name }) => [id, name])}
        />
      </search>
      <Tags community={community} tag={tag} />
      <h2 className="unheard">
        <Trans>What is found</Trans>
      </h2>
      <Found wanted={wanted} />
    </>
  );
};
