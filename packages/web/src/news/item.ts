import type { Arrivals, AskedVote, Community, MeetingNotice, Publication } from '@skein/contracts';
import { isHeldBy } from '../calendar/held-by.ts';

/** Something that happened in a community or in the network, of which its members are told. */
export type News =
  | {
      readonly kind: 'arrivals';
      readonly at: string;
      readonly community: string;
      readonly arrivals: Arrivals;
    }
  | { readonly kind: 'founded'; readonly at: string; readonly community: string; readonly founded: Community }
  | {
      readonly kind: 'held';
      readonly at: string;
      readonly community: string;
      readonly meeting: MeetingNotice;
    }
  | {
      readonly kind: 'published';
      readonly at: string;
      readonly community?: string;
      readonly results: Results;
    }
  | { readonly kind: 'decided'; readonly at: string; readonly community?: string; readonly vote: AskedVote };

type Results = Omit<Publication, 'questions'>;

interface Told {
  readonly mine: readonly string[];
  readonly communities: readonly Community[];
  readonly arrivals: readonly Arrivals[];
  readonly held: readonly MeetingNotice[];
  readonly published: readonly Results[];
  readonly votes: readonly AskedVote[];
}

const communityOf = ({ community, audience }: Results): string | undefined =>
  community ?? ('community' in audience ? audience.community : undefined);

/** What the services tell, as news: of one’s own communities and of the network, the latest first. */
export const newsOf = (
  { mine, communities, arrivals, held, published, votes }: Told,
  isNews: (moment: string) => boolean,
  most: number,
): News[] => {
  const all: News[] = [
    ...arrivals.map(
      (one): News => ({ kind: 'arrivals', at: one.latest, community: one.community, arrivals: one }),
    ),
    ...communities.flatMap((one): News[] => {
      const at = one.statusHistory[0]?.since;
      return at ? [{ kind: 'founded', at, community: one.id, founded: one }] : [];
    }),
    ...held
      .filter((meeting) => isHeldBy(meeting, mine))
      .map((one): News => ({ kind: 'held', at: one.startsAt, community: one.community, meeting: one })),
    ...published.map((results): News => {
      const community = communityOf(results);
      return { kind: 'published', at: results.publishedAt, results, ...(community && { community }) };
    }),
    ...votes
      .filter(({ winners }) => winners !== undefined && winners.length > 0)
      .map((vote): News => {
        const { community, closedAt: at = vote.closesAt } = vote;
        return { kind: 'decided', at, vote, ...(community && { community }) };
      }),
  ];
  return all
    .filter(({ at }) => isNews(at))
    .toSorted((one, other) => other.at.localeCompare(one.at))
    .slice(0, most);
};
