import { type Actor, may } from '@skein/contracts';
import { unknownPeople } from '@skein/known';
import type { Reader } from '@skein/service-kit';
import { findLearningCases } from '../../working/learning-cases/store.ts';
import { maySee as mayFind } from '../resources/decide.ts';
import { resourcesOf } from '../resources/store.ts';
import type { Known } from './decide.ts';
import type { ProductRow } from './row.ts';

type Links = Partial<Pick<ProductRow, 'authors' | 'cases' | 'resources'>>;

/** What is known of those whom it names and of what it links. */
export const knownOf = async (reader: Reader, community: string, sent: Sent): Promise<Known> => {
  const { authors = [], cases = [], resources = [] } = sent;
  const [strangers, foundCases, foundResources] = await Promise.all([
    unknownPeople(reader, authors),
    findLearningCases(reader, cases),
    resourcesOf(reader, { ids: resources, of: [community] }),
  ]);
  const open = foundCases.filter((row) => row.community === community && row.scope !== 'meeting');
  return {
    strangers,
    cases: new Set(open.map(({ _id }) => _id)),
    resources: new Set(foundResources.map(({ _id }) => _id)),
  };
};

type Sent = { readonly [K in keyof Links]?: Links[K] | undefined };

/** The titles of what these link, as far as whoever asks may read them. */
export const titlesFor = async (reader: Reader, actor: Actor | undefined, rows: readonly ProductRow[]) => {
  const ids = rows.flatMap(({ resources }) => resources);
  const [cases, resources] = await Promise.all([
    findLearningCases(
      reader,
      rows.flatMap((row) => row.cases),
    ),
    resourcesOf(reader, { ids, of: 'all' }),
  ]);
  const reads = ({ community, scope }: (typeof cases)[number]): boolean =>
    scope === 'network' || (scope !== 'meeting' && may(actor, 'meeting.read', { community }));
  return {
    cases: new Map(cases.filter(reads).map(({ _id, title }) => [_id, title])),
    resources: new Map(
      resources.filter((row) => mayFind(row, actor)).map(({ _id, title }) => [_id, title] as const),
    ),
  };
};
