import {
  type CommunityStatus,
  isRefusal,
  type StateOfPlayLine,
  stateOfPlayContract,
  workstreamsContract,
} from '@skein/contracts';
import { type Implementation, type Order, read, readPage, type ServiceContext } from '@skein/service-kit';
import { tableFile } from '@skein/tables';
import { leadershipOf } from '../communities/memberships.ts';
import type { CommunityRow } from '../communities/store.ts';
import { namesOf } from '../people/store.ts';
import { cellsOf, tableHeadings } from './decide.ts';
import { lastMeetings, nextMeetings, openStepCounts } from './store.ts';

const order: Order = [
  ['slug', 1],
  ['_id', 1],
];
/** Steps shown of each community. */
const most = 5;
/** How long a reader of the table waits for the steps' titles. */
const patienceMs = 3_000;
const filePage = 100;

interface Which {
  readonly community?: string | undefined;
  readonly status?: CommunityStatus | undefined;
}
type Page = { items: StateOfPlayLine[]; unavailable: 'next-steps'[]; next?: string };

export const stateOfPlayRoutes = ({ db, ask, now }: ServiceContext): Implementation[] => {
  const stepsOf = async (network: string, communities: string[]) => {
    if (communities.length === 0) return { communities: [] };
    return ask(workstreamsContract.questions.openSteps, { network, communities, most }, patienceMs);
  };

  const lines = async (network: string, rows: readonly CommunityRow[]): Promise<Page> => {
    const ids = rows.map(({ _id }) => _id);
    const at = now();
    const [leadership, last, next, open, steps] = await Promise.all([
      leadershipOf(db, network, ids),
      lastMeetings(db, network, ids, at),
      nextMeetings(db, network, ids, at),
      openStepCounts(db, network, ids),
      stepsOf(network, ids),
    ]);
    const owners = steps?.communities.flatMap((one) => one.steps.flatMap((step) => step.owners)) ?? [];
    const names = await namesOf(db, network, owners);
    const stepsIn = (community: string) =>
      (steps?.communities.find((one) => one.community === community)?.steps ?? []).map((step) => ({
        ...step,
        owners: step.owners.flatMap((owner) => names.get(owner) ?? []),
      }));
    const items = rows.map(({ _id, name, domain, status, statusHistory }): StateOfPlayLine => {
      const [lastOne, nextOne] = [last.get(_id), next.get(_id)];
      const { members = 0, facilitators = [], core = [] } = leadership.get(_id) ?? {};
      return {
        ...{ community: _id, name, domain, status, members, facilitators, core },
        since: (statusHistory.at(-1)?.since ?? at).toISOString(),
        openSteps: open.get(_id) ?? 0,
        ...(steps && { nextSteps: stepsIn(_id) }),
        ...(lastOne && {
          lastMeeting: {
            meeting: lastOne.meeting,
            startsAt: lastOne.startsAt.toISOString(),
            held: lastOne.status !== 'planned',
          },
        }),
        ...(nextOne && {
          nextMeeting: { meeting: nextOne.meeting, startsAt: nextOne.startsAt.toISOString() },
        }),
      };
    });
    return { items, unavailable: steps ? [] : ['next-steps'] };
  };

  const page = async (
    network: string,
    { community, status }: Which,
    query: { readonly after?: string | undefined; readonly limit: number },
  ) => {
    const filter = { network, ...(community && { _id: community }), ...(status && { status }) };
    const communities = db.collection<CommunityRow>('communities');
    const found = await readPage(communities, filter, order, query, (row) => row);
    if (isRefusal(found)) return found;
    const { items, ...rest } = found;
    return { ...(await lines(network, items)), ...rest };
  };

  async function* cells(network: string, which: Which): AsyncGenerator<readonly string[]> {
    yield tableHeadings;
    for (let cursor: string | undefined; ; ) {
      const some: Awaited<ReturnType<typeof page>> = await page(network, which, {
        after: cursor,
        limit: filePage,
      });
      if (isRefusal(some)) throw new Error(some.detail);
      yield* some.items.map(cellsOf);
      cursor = some.next;
      if (!cursor) return;
    }
  }

  return [
    read(stateOfPlayContract.routes.readStateOfPlay, async ({ network, query, deny }) => {
      const denied = deny('state-of-play.read', { community: query.community });
      return denied ?? page(network, query, query);
    }),

    read(stateOfPlayContract.routes.downloadStateOfPlay, async ({ network, query, now: at, deny }) => {
      const denied = deny('state-of-play.read', { community: query.community });
      if (denied) return denied;
      const name = `state-of-play-${at.toISOString().slice(0, 10)}`;
      return tableFile(cells(network, query), name, query);
    }),
  ];
};
