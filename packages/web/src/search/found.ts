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

/** Where what was found is read; `slug` is that of the community that it is, or is of. */
const leadsTo = ({ kind, id, community }: Found, slug: string): string => {
  const of = `/communities/${slug}`;
  const places: Readonly<Record<Found['kind'], string>> = {
    ...{ person: `/people/${id}`, community: of, meeting: `${of}/meetings`, case: `${of}/learning/${id}` },
    ...{ decision: `${of}/work#decision-${id}`, tension: `${of}/work#tension-${id}` },
    ...{ product: `/products/${id}`, 'reading-list': `${of}/library#reading-list-${id}` },
    resource: `${community ? of : ''}/library#resource-${id}`,
  };
  return places[kind];
};

/** What a text finds: pages by their names, and what the services answer. */
export const useFound = (text: string, limit: number) => {
  const pages = use(PagesToFind);
  const { written } = useMoments();
  const { data: communities = [] } = useQuery(communitiesQuery);
  const { data, error, isFetching } = useQuery(searchQuery(text, limit));
  const { items, more, away } = (canSearch(text) && data) || nothing;
  const finds = finderOf(text);
  const communityOf = (id: string | undefined) => communities.find((one) => one.id === id);
  const hrefOf = (found: Found): string =>
    leadsTo(found, communityOf(found.community ?? found.id)?.slug ?? '');
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
