import type { Membership } from './memberships.ts';
import { type Person, type PersonKey, personKey } from './people.ts';
import { invited, leaverPlan, listed, type ProspectPlan, prospects } from './pipeline.ts';
import { type ProposalPlan, proposals, statusPaths } from './proposals.ts';
import { campaignAnswers, reConsent } from './re-consent.ts';
import { supportTeam, type TeamRole, teamRoles } from './roles.ts';
import type { Stranger } from './strangers.ts';
import { type IntroductionPlan, introducedCommunities, introductions, jointMeeting } from './weaving.ts';

/** What goes on in the network around belonging to it. */
export interface MembershipLife {
  support: { community: string; roles: TeamRole[] };
  proposals: ProposalPlan[];
  statusPaths: typeof statusPaths;
  prospects: ProspectPlan[];
  invited: { community: string; outsiders: Stranger[]; member: PersonKey };
  introductions: IntroductionPlan[];
  introducedCommunities: { communities: readonly [string, string]; reason: string };
  jointMeeting: typeof jointMeeting;
  campaign: typeof reConsent & { answers: { email: string; answer: 'yes' | 'no' }[] };
  /** Who shows a photo; the first also sets who sees what, and takes home all that is held of them. */
  photographed: PersonKey[];
  /** Somebody who is in the network twice, and their other address. */
  twice: { person: PersonKey; name: string; email: string };
  /** Somebody who is erased. */
  leaver: Stranger;
  /** A list that waits to be taken in; the address of the last one is not whole. */
  listed: Stranger[];
}

export const membershipLife = (
  people: readonly Person[],
  memberships: readonly Membership[],
): MembershipLife => {
  const person = personKey(34);
  const twin = people.find(({ key }) => key === person);
  if (!twin) throw new Error(`There is no ${person}.`);
  return {
    support: { community: supportTeam, roles: teamRoles },
    proposals,
    statusPaths,
    prospects,
    invited: { ...invited, member: personKey(36) },
    introductions,
    introducedCommunities,
    jointMeeting,
    campaign: { ...reConsent, answers: campaignAnswers(people, memberships) },
    photographed: [3, 1, 2, 14, 15, 16, 17, 18].map(personKey),
    twice: { person, name: twin.name, email: twin.email.replace('@', '+home@') },
    leaver: leaverPlan,
    listed,
  };
};
