import type {
  DeadLetter,
  ErasureRequest,
  IntroductionWish,
  JoinRequest,
  Proposal,
  Rectification,
  SendingRequest,
  UnknownLetters,
} from '@skein/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from '../session/client.ts';
import { useRoles } from '../session/queries.ts';
import { type MyStep, untakenStepsQuery } from '../work/queries.ts';

/** Under this key stands all that waits for a decision. */
export const waiting = ['deciding'] as const;

const proposalsQuery = queryOptions({
  queryKey: [...waiting, 'proposals'],
  queryFn: ({ signal }) => client.listProposals.all({ query: { status: 'submitted' }, signal }).toArray(),
});

const rectificationsQuery = queryOptions({
  queryKey: [...waiting, 'rectifications'],
  queryFn: ({ signal }) => client.listRectifications.all({ query: { status: 'open' }, signal }).toArray(),
});

const erasuresQuery = queryOptions({
  queryKey: [...waiting, 'erasures'],
  queryFn: async ({ signal }) => {
    const found = await Promise.all(
      (['proposed', 'confirmed'] as const).map((status) =>
        client.listErasureRequests.all({ query: { status }, signal }).toArray(),
      ),
    );
    // What a person asked for themselves, or follows for want of a basis, nobody takes back.
    return found
      .flat()
      .filter(({ status, reason }) => status === 'proposed' || reason === 'asked-in-writing');
  },
});

const sendingQuery = queryOptions({
  queryKey: [...waiting, 'sending'],
  queryFn: ({ signal }) => client.listSendingRequests.all({ query: { status: 'open' }, signal }).toArray(),
});

/** Wishes to be introduced that this person decides; their own are others’ to decide. */
const introductionsOf = (person: string) =>
  queryOptions({
    queryKey: [...waiting, 'introductions', person],
    queryFn: async ({ signal }) => {
      const open = await client.listIntroductionWishes.all({ query: { status: 'open' }, signal }).toArray();
      return open.filter((wish) => wish.person !== person && wish.to !== person);
    },
  });

const unknownQuery = queryOptions({
  queryKey: [...waiting, 'unknown-letters'],
  queryFn: async ({ signal }) => (await client.listUnknownLetters({ signal })).items,
});

const deadQuery = queryOptions({
  queryKey: [...waiting, 'dead-letters'],
  queryFn: async ({ signal }) => (await client.listDeadLetters({ query: { limit: 200 }, signal })).items,
});

/** All requests to join that this person decides: of the network for its hosts, else of the communities they facilitate. */
const requestsOf = (hosts: boolean, facilitates: readonly string[]) =>
  queryOptions({
    queryKey: [...waiting, 'join-requests', hosts ? 'all' : facilitates],
    queryFn: async ({ signal }) => {
      const asked = hosts ? [undefined] : facilitates;
      const found = await Promise.all(
        asked.map((community) =>
          client.listJoinRequests
            .all({ query: { status: 'waiting', ...(community !== undefined && { community }) }, signal })
            .toArray(),
        ),
      );
      return found.flat();
    },
  });

export interface Waiting {
  readonly requests: readonly JoinRequest[];
  readonly proposals: readonly Proposal[];
  readonly rectifications: readonly Rectification[];
  /** Those that wait for this person’s word, or that they may still take back. */
  readonly erasures: readonly ErasureRequest[];
  readonly sending: readonly SendingRequest[];
  readonly introductions: readonly IntroductionWish[];
  readonly steps: readonly MyStep[];
  readonly unknown: readonly UnknownLetters[];
  readonly dead: readonly DeadLetter[];
  /** How many wait for this person. */
  readonly count: number;
  /** Whether there is anything to show, which may wait for somebody else. */
  readonly some: boolean;
  /** What could not be asked for; the rest is shown all the same. */
  readonly failed: boolean;
  readonly loaded: boolean;
}

/** Whether an erasure waits for this person: whoever asked for it, or is to be erased, is not the one who agrees. */
export const waitsFor = (person: string, { status, by, person: whose }: ErasureRequest): boolean =>
  status === 'proposed' && by !== person && whose !== person;

/** What waits for this person's decision. */
export const useWaiting = (): Waiting => {
  const { actor, hosts, administers, facilitates, decides } = useRoles();
  const requests = useQuery({ ...requestsOf(hosts, facilitates), enabled: decides });
  const proposals = useQuery({ ...proposalsQuery, enabled: hosts });
  const rectifications = useQuery({ ...rectificationsQuery, enabled: hosts });
  const erasures = useQuery({ ...erasuresQuery, enabled: hosts });
  const sending = useQuery({ ...sendingQuery, enabled: hosts });
  const introductions = useQuery({ ...introductionsOf(actor?.person ?? ''), enabled: decides });
  const steps = useQuery({ ...untakenStepsQuery(facilitates), enabled: facilitates.length > 0 });
  const unknown = useQuery({ ...unknownQuery, enabled: hosts });
  const dead = useQuery({ ...deadQuery, enabled: administers });
  const all = [requests, proposals, rectifications, erasures, sending, introductions, steps, unknown, dead];
  const found = {
    requests: requests.data ?? [],
    proposals: proposals.data ?? [],
    rectifications: rectifications.data ?? [],
    erasures: erasures.data ?? [],
    sending: sending.data ?? [],
    introductions: introductions.data ?? [],
    steps: steps.data ?? [],
    unknown: unknown.data ?? [],
    dead: dead.data ?? [],
  };
  const rows = Object.values(found).reduce((sum, { length }) => sum + length, 0);
  const others = found.erasures.filter((one) => !waitsFor(actor?.person ?? '', one)).length;
  return {
    ...found,
    count: rows - others,
    some: rows > 0,
    failed: all.some(({ isError }) => isError),
    loaded: all.every(({ isLoading }) => !isLoading),
  };
};
