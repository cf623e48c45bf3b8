import type { Found } from '@skein/contracts';
import { finderOf } from '@skein/contracts/words';
import { useQuery } from '@tanstack/react-query';
import { use } from 'react';
import { communitiesQuery } from '../communities/queries.ts';
import { useMoments } from '../words/moments.ts';
import { PagesToFind } from './pages.ts';
import { canSearch, searchQuery } from './queries.ts';

/** Something that was found, with where it is and what tells it from others. */
export interface Hit {
  readonly key: string;
  readonly kind: Found['kind'] | 'page';
  readonly title: string;
  readonly detail: string;
  readonly href: string;
}

const nothing: { items: Found[]; more: Found['kind'][]; away: string[] } = { items: [], more: [], away: [] };

/** What a text finds: pages by their names, and what the services answer. */
export const useFound = (text: string, limit: number) => {
  const pages = use(PagesToFind);
  const { written } = useMoments();
  const { data: communities = [] } = useQuery(communitiesQuery);
  const { data, error, isFetching } = useQuery(searchQuery(text, limit));
  const { items, more, away } = (canSearch(text) && data) || nothing;
  const finds = finderOf(text);
  const communityOf = (id: string | undefined) => communities.find((one) => one.id === id);
  const hrefOf = ({ kind, id, community }: Found): string => {
    if (kind === 'person') return `/people/${id}`;
    if (kind === 'community') return `/communities/${communityOf(id)?.slug ?? ''}`;
    const of = `/communities/${communityOf(community)?.slug ?? ''}`;
    if (kind === 'case') return `${of}/learning/${id}`;
    return kind === 'meeting' ? `${of}/meetings` : `${of}/work#${kind}-${id}`;
  };
  const detailOf = ({ detail, community, at }: Found): string =>
    [at && written(at), detail, communityOf(community)?.name].filter(Boolean).join(' · ');
  const hits: Hit[] = [
    ...pages
      .filter(({ label }) => finds(label))
      .map(
        ({ label, ...page }): Hit => ({ key: page.href, kind: 'page', title: label, detail: '', ...page }),
      ),
    ...items.map((one): Hit => {
      const { kind, id, title } = one;
      return { key: `${kind} ${id}`, kind, title, detail: detailOf(one), href: hrefOf(one) };
    }),
  ];
  return { hits, more, away, error, isFetching };
};
