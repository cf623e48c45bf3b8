import { Trans, useLingui } from '@lingui/react/macro';
import type { Community } from '@skein/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { usePlaceIn } from '../session/reading.ts';
import { Empty } from '../ui/empty/Empty.tsx';
import { Choice } from '../ui/field/Choice.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { PagedList } from '../ui/list/PagedList.tsx';
import { Rows } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import styles from './library.module.css';
import { resourcesQuery, tagsQuery, visitQuery, type Wanted } from './queries.ts';
import { ResourceRow } from './ResourceRow.tsx';
import { TagLink } from './TagLink.tsx';
import { TidyTags } from './TidyTags.tsx';

/** The tags that there are, the most used first; each narrows the list. */
const Tags = ({ of, tag }: { of: Community | undefined; tag: string }) => {
  const { t } = useLingui();
  const { data: tags = [] } = useQuery(tagsQuery(of?.id ?? ''));
  const { runs } = usePlaceIn(of?.id ?? '');
  if (tags.length === 0) return null;
  return (
    <nav aria-label={t`Tags`}>
      <ul className={styles.tags}>
        {tags.slice(0, 30).map(({ tag: one, resources }) => (
          <li key={one}>
            <TagLink {...(one !== tag && { tag: one })} slug={of?.slug} current={one === tag}>
              {one} <span className="quiet">{resources}</span>
            </TagLink>
          </li>
        ))}
      </ul>
      {of && runs && <TidyTags key={tags.length} community={of.id} tags={tags} />}
    </nav>
  );
};

/** What is kept, of one community or of all that one sees: by words, by tags, and what is new. */
export const Shelf = ({ of, tag = '' }: { of?: Community; tag?: string | undefined }) => {
  const { t } = useLingui();
  const { written } = useMoments();
  const [text, setText] = useState('');
  const [onlyNew, setOnlyNew] = useState(false);
  const words = useDeferredValue(text.trim());
  const since = useQuery(visitQuery).data?.since;
  const wanted: Wanted = {
    ...(words && { text: words }),
    ...(tag && { tag }),
    ...(of && { community: of.id }),
    ...(onlyNew && since && { since }),
  };
  const found = useInfiniteQuery(resourcesQuery(wanted));
  const here = since && written(since, 'moment');
  return (
    <>
      <search className={styles.filters}>
        <TextField
          type="search"
          label={t`Words in titles, tags, texts and names of files`}
          value={text}
          onChange={setText}
        />
        {here && (
          <Choice
            kind="checkbox"
            name="only-new"
            label={<Trans>Only what is new since you were here, {here}</Trans>}
            checked={onlyNew}
            onChange={() => setOnlyNew(!onlyNew)}
          />
        )}
      </search>
      <Tags of={of} tag={tag} />
      <h2 className="unheard">
        <Trans>What is found</Trans>
      </h2>
      <PagedList
        found={found}
        empty={
          onlyNew ? (
            <Empty title={<Trans>Nothing new</Trans>}>
              <Trans>Nobody has put anything in since.</Trans>
            </Empty>
          ) : (
            <Empty title={<Trans>Nothing is here yet</Trans>}>
              <Trans>Put in what others should find: a link, a file, or what you wrote down.</Trans>
            </Empty>
          )
        }
      >
        {(resources) => (
          <Rows>
            {resources.map((one) => (
              <ResourceRow
                key={one.id}
                resource={one}
                slug={of?.slug}
                isNew={since !== undefined && one.addedAt > since}
              />
            ))}
          </Rows>
        )}
      </PagedList>
    </>
  );
};
