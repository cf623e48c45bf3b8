import { cast, persons, weavers } from './cast.ts';
import { type Community, communities } from './communities.ts';
import { type ProposedRewording, proposedRewording } from './confirmation-practice.ts';
import { type Maturity, maturity } from './maturity.ts';
import { type MembershipLife, membershipLife } from './membership-life.ts';
import { type Membership, memberships } from './memberships.ts';
import { generatePeople, type Person, type PersonKey } from './people.ts';
import { type Profile, profilesOf } from './profiles.ts';
import { type OpportunityKey, publishedCounts } from './readiness.ts';
import { type ReadinessResponse, readinessResponses } from './readiness-responses.ts';
import { type SharedPurposeVote, sharedPurposeVote } from './shared-purpose.ts';
import { type SpecialInterestGroup, specialInterestGroup } from './special-interest-group.ts';
import { type UnderWay, underWay } from './under-way.ts';
import { type UpcomingMeeting, upcomingMeetings } from './upcoming-meetings.ts';

export * from './after-action-review.ts';
export * from './communities.ts';
export * from './confirmation-practice.ts';
export * from './learning-cases.ts';
export * from './maturity.ts';
export * from './membership-life.ts';
export * from './memberships.ts';
export * from './occurrence.ts';
export * from './people.ts';
export type { ProspectPlan } from './pipeline.ts';
export * from './portraits.ts';
export * from './profiles.ts';
export type { ProposalPlan } from './proposals.ts';
export * from './readiness.ts';
export * from './readiness-responses.ts';
export * from './shared-purpose.ts';
export * from './special-interest-group.ts';
export type { Stranger } from './strangers.ts';
export type { UnderWay } from './under-way.ts';
export * from './upcoming-meetings.ts';
export type { IntroductionPlan } from './weaving.ts';
export * from './withheld-names.ts';
export * from './workstreams.ts';

export interface NetworkRole {
  person: PersonKey;
  role: 'admin' | 'steering' | 'hosting-team';
}

export interface DemonstrationNetwork {
  key: string;
  name: string;
  people: Person[];
  /** What each person tells of themselves, by their key. */
  profiles: Map<PersonKey, Profile>;
  networkRoles: NetworkRole[];
  /** People who belong to many communities on purpose. */
  weavers: PersonKey[];
  communities: Community[];
  memberships: Membership[];
  specialInterestGroup: SpecialInterestGroup;
  proposedRewording: ProposedRewording;
  readiness: { publishedCounts: Record<OpportunityKey, number>; responses: ReadinessResponse[] };
  maturity: Maturity;
  sharedPurpose: SharedPurposeVote;
  upcoming: UpcomingMeeting[];
  /** What one community is in the middle of. */
  underWay: UnderWay;
  /** What goes on around belonging: proposals, prospects, introductions, a campaign … */
  life: MembershipLife;
}

/**
 * The whole demonstration network: real structures, generated people. At least 50 members; the same `members`
 * and `now` give the same network. A fresh copy each time, so that a caller may change it.
 */
export function demonstrationNetwork({ members, now }: { members: number; now: Date }): DemonstrationNetwork {
  const people = generatePeople(members);
  const belonging = memberships(people);
  return structuredClone({
    key: 'demonstration',
    name: 'Communities for better care',
    people,
    profiles: profilesOf(people),
    networkRoles: [
      { person: cast.supportLead, role: 'admin' },
      ...[cast.supportLead, cast.supportLeadAndFacilitator, cast.groupOrganiser, ...persons(26, 27)].map(
        (person): NetworkRole => ({ person, role: 'hosting-team' }),
      ),
      ...belonging
        .filter(({ community }) => community === 'primary-care-steering')
        .map(({ person }): NetworkRole => ({ person, role: 'steering' })),
    ],
    weavers,
    communities,
    memberships: belonging,
    specialInterestGroup,
    proposedRewording,
    readiness: { publishedCounts, responses: readinessResponses() },
    maturity,
    sharedPurpose: sharedPurposeVote,
    upcoming: upcomingMeetings(now, belonging),
    underWay,
    life: membershipLife(people, belonging),
  } satisfies DemonstrationNetwork);
}
