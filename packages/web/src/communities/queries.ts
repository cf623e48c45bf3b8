import { ApiProblem } from '@skein/client';
import type { MeetingNotice } from '@skein/contracts';
import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { client, renew } from '../session/client.ts';
import { useActor } from '../session/store.ts';

export const communitiesQuery = queryOptions({
  queryKey: ['communities'],
  queryFn: ({ signal }) => client.listCommunities.all({ signal }).toArray(),
  staleTime: 60_000,
});

export const useCommunities = () => useSuspenseQuery(communitiesQuery).data;

/** The community of an address, by its short name or as letters name it; where there is none, what the API would say of it. */
export const useCommunityAt = (slug: string) => {
  const found = useCommunities().find((one) => one.slug === slug || one.id === slug);
  if (found) return found;
  const problem = { type: 'about:blank', title: '', detail: '', status: 404, code: 'not-found' } as const;
  throw new ApiProblem('readCommunity', problem);
};

/** Those that one belongs to, by name. */
export const useMyCommunities = () => {
  const mine = useActor()?.communities ?? {};
  return useCommunities().filter(({ id }) => Object.hasOwn(mine, id));
};

const fortnight = 14 * 24 * 60 * 60_000;

const longest = 24 * 60 * 60_000;

/** Whether a meeting is still to come, or under way. */
const isAhead = ({ status, startsAt, minutes }: MeetingNotice): boolean =>
  status !== 'closed' && Date.parse(startsAt) + minutes * 60_000 > Date.now();

const coming = (community: string | undefined, cancelled: boolean) =>
  queryOptions({
    queryKey: ['meetings', 'coming', community ?? 'all', cancelled],
    queryFn: async ({ signal }) => {
      const from = new Date(Date.now() - longest).toISOString();
      const of = { ...(community !== undefined && { community }), ...(cancelled && { cancelled: 'true' }) };
      const { items } = await client.listMeetings({ query: { from, limit: 100, ...of }, signal });
      return items.filter(isAhead);
    },
    staleTime: 60_000,
  });

/** Meetings that are to come or under way, of the network or of one community. */
export const comingMeetingsQuery = (community?: string) => coming(community, false);

/** The same of one community, with those that were cancelled, so that who comes by sees why nobody is there. */
export const communityMeetingsQuery = (community: string) => coming(community, true);

export const isSoon = (startsAt: string): boolean => Date.parse(startsAt) - Date.now() < fortnight;

/** Joining and leaving; the session is renewed, since who belongs where is in it. */
export const useBelonging = (community: string, person: string | undefined) => {
  const queries = useQueryClient();
  const changed = async (): Promise<void> => {
    await renew();
    await queries.invalidateQueries();
  };
  return {
    join: async () => {
      const answer = await client.joinCommunity.attempt({
        params: { id: community },
        body: { person: person ?? '' },
      });
      if (answer.ok) await changed();
      return answer;
    },
    /** Whether leaving can be taken back: not by whom others gave something to do here. */
    comesBackAlone: async (): Promise<boolean> => {
      const roles = client.listRoles.all({ query: { holder: person ?? '' } });
      return !(await roles.toArray()).some((role) => role.community === community);
    },
    leave: async () => {
      const answer = await client.leaveCommunity.attempt({ params: { id: community, person: person ?? '' } });
      if (answer.ok) await changed();
      return answer;
    },
  };
};
