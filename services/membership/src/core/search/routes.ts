import {
  type Actor,
  type Found,
  type FoundKind,
  isRefusal,
  mayAnywhere,
  type Person,
  type Refusal,
  type ServiceName,
  searchContract,
} from '@skein/contracts';
import { type Implementation, type Reader, read, type ServiceContext } from '@skein/service-kit';
import { communitiesToFind } from '../communities/store.ts';
import { findInDirectory } from '../directory/find.ts';
import { wantedBy } from '../directory/search.ts';
import { showsVisitors } from '../network/store.ts';
import { communitiesFound } from './decide.ts';

interface Sought {
  readonly text: string;
  readonly limit: number;
}

interface Part {
  readonly items: readonly Found[];
  readonly more: readonly FoundKind[];
  readonly away?: ServiceName;
}

const nothing: Part = { items: [], more: [] };

const personFound = ({ id, name: title, occupation, organisation, region }: Person): Found => {
  const detail = [occupation, organisation, region].filter(Boolean).join(' · ');
  return { kind: 'person', id, title, ...(detail && { detail }) };
};

const findCommunities = async (
  reader: Reader,
  actor: Actor | undefined,
  { text, limit }: Sought,
): Promise<Part> => {
  if (!actor && !(await showsVisitors(reader, 'communities'))) return nothing;
  const found = communitiesFound(await communitiesToFind(reader), text);
  return { items: found.slice(0, limit), more: found.length > limit ? ['community'] : [] };
};

const findPeople = async (
  reader: Reader,
  actor: Actor | undefined,
  sought: Sought,
): Promise<Part | Refusal> => {
  if (!mayAnywhere(actor, 'directory.read')) return nothing;
  const found = await findInDirectory(reader, actor, sought);
  if (isRefusal(found)) return found;
  return { items: found.items.map(personFound), more: found.next === undefined ? [] : ['person'] };
};

/** For how long a person waits for a service that may be away, milliseconds. */
const patience = 1_500;

const askOthers = ({ ask }: ServiceContext, network: string, actor: Actor | undefined, sought: Sought) =>
  Object.entries(searchContract.questions).map(async ([service, question]): Promise<Part> => {
    const asked = { network, ...sought, ...(actor && { actor }) };
    const answer = await ask(question, asked, patience);
    return answer ?? { ...nothing, away: service as ServiceName };
  });

export const searchRoutes = (context: ServiceContext): Implementation[] => [
  read(searchContract.routes.searchNetwork, async ({ network, actor, query, reader }) => {
    // A text without words, or with too many, is refused whoever asks.
    const refused = await wantedBy(reader, { text: query.text });
    if (isRefusal(refused)) return refused;
    const [communities, people, ...others] = await Promise.all([
      findCommunities(reader, actor, query),
      findPeople(reader, actor, query),
      ...askOthers(context, network, actor, query),
    ]);
    if (isRefusal(people)) return people;
    const parts = [communities, people, ...others];
    return {
      items: parts.flatMap(({ items }) => items),
      more: parts.flatMap(({ more }) => more),
      away: parts.flatMap(({ away }) => away ?? []),
    };
  }),
];
