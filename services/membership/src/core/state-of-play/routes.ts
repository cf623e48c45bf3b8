import {
  type CommunityStatus,
  isRefusal,
  type StateOfPlayLine,
  stateOfPlayContract,
  workstreamsContract,
} from '@skein/contracts';
import { type Implementation, type Paging, type Reader, read, type ServiceContext } from '@skein/service-kit';
import { type Cell, tableFile } from '@skein/tables';
import type { CommunityRow } from '../communities/row.ts';
import { pageOfCommunities } from '../communities/store.ts';
import { unledSince } from '../leadership/store.ts';
import { leadershipOf } from '../memberships/leadership-store.ts';
import { namesOf } from '../people/store.ts';
import { cellsOf, tableHeadings } from './decide.ts';
import { lastMeetings, nextMeetings, openStepCounts } from './store.ts';

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

export const stateOfPlayRoutes = ({ ask, now }: ServiceContext): Implementation[] => {
  const stepsOf = async (network: string, communities: string[]) => {
    if (communities.length === 0) return { communities: [] };
    return ask(workstreamsContract.questions.openSteps, { network, communities, most }, patienceMs);
  };

  const lines = async (reader: Reader, rows: readonly CommunityRow[]): Promise<Page> => {
    const ids = rows.map(({ _id }) => _id);
    const at = now();
    const [leadership, unled, last, next, open, steps] = await Promise.all([
      leadershipOf(reader, ids),
      unledSince(reader, ids),
      lastMeetings(reader, ids, at),
      nextMeetings(reader, ids, at),
      openStepCounts(reader, ids),
      stepsOf(reader.network, ids),
    ]);
    const owners = steps?.communities.flatMap((one) => one.steps.flatMap((step) => step.owners)) ?? [];
    const names = await namesOf(reader, owners);
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
        ...(unled.has(_id) && { unledSince: unled.get(_id)?.toISOString() }),
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

  const page = async (reader: Reader, { community, status }: Which, query: Paging) => {
    const found = await pageOfCommunities(reader, { community, status }, query);
    if (isRefusal(found)) return found;
    const { items, ...rest } = found;
    return { ...(await lines(reader, items)), ...rest };
  };

  async function* cells(reader: Reader, which: Which): AsyncGenerator<readonly Cell[]> {
    yield tableHeadings;
    for (let cursor: string | undefined; ; ) {
      const some: Awaited<ReturnType<typeof page>> = await page(reader, which, {
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
    read(stateOfPlayContract.routes.readStateOfPlay, async ({ query, deny, reader }) => {
      const denied = deny('state-of-play.read', { community: query.community });
      return denied ?? page(reader, query, query);
    }),

    read(stateOfPlayContract.routes.downloadStateOfPlay, async ({ query, now: at, deny, reader }) => {
      const denied = deny('state-of-play.read', { community: query.community });
      if (denied) return denied;
      const name = `state-of-play-${at.toISOString().slice(0, 10)}`;
      return tableFile(cells(reader, query), name, query);
    }),
  ];
};
