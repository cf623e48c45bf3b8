import { z } from 'zod';
import { Id, Instant, NetworkId } from './id.ts';

export const NetworkRole = z.enum(['admin', 'steering', 'hosting-team']);
export type NetworkRole = z.infer<typeof NetworkRole>;
export const CommunityRole = z.enum(['facilitator', 'core', 'member', 'guest']);
export type CommunityRole = z.infer<typeof CommunityRole>;

/** These give the keys of everybody's data, so in production a link in the mail alone does not open them. */
export const passkeyRoles: readonly NetworkRole[] = ['admin', 'hosting-team'];

/** Who may use a right: everyone, everyone signed in, or those in these roles (and, with `self`, the person concerned). */
type Rule =
  | 'anyone'
  | 'signed-in'
  | { network: readonly NetworkRole[]; community?: readonly CommunityRole[]; self?: true };

const hosts = ['admin', 'hosting-team'] as const;
const hostsAndSteering = ['admin', 'hosting-team', 'steering'] as const;
const runsCommunity = ['facilitator', 'core'] as const;
const belongs = ['facilitator', 'core', 'member'] as const;

/** The one table of rights: each route names one of these, and tests walk it role by role. */
export const rights = {
  public: 'anyone',
  'signed-in': 'signed-in',
  'people.read': { network: hostsAndSteering, community: belongs, self: true },
  'people.edit': { network: hosts, self: true },
  'people.import': { network: hosts },
  'directory.read': { network: hostsAndSteering, community: belongs },
  'network.edit': { network: ['admin'] },
  'organisation.edit': { network: hosts },
  'roles.give': { network: ['admin'] },
  'people.export': { network: hosts },
  'people.merge': { network: hosts },
  'consent.run': { network: hosts },
  'erasure.review': { network: hosts },
  'rectification.review': { network: hosts },
  'joining.review': { network: hosts, community: ['facilitator'] },
  'prospect.add': { network: hosts, community: runsCommunity },
  'prospect.keep': { network: hosts, community: runsCommunity, self: true },
  'prospect.convert': { network: hosts },
  'bridge.read': { network: hostsAndSteering, community: belongs },
  'bridge.weave': { network: hosts, community: runsCommunity },
  'introduction.follow': { network: hosts, community: runsCommunity, self: true },
  'community.found': { network: hosts },
  'community.edit': { network: hosts, community: ['facilitator'] },
  'community.leave': { network: hosts, community: ['facilitator'], self: true },
  'community.role': { network: hosts, community: ['facilitator'], self: true },
  'role.define': { network: hosts, community: ['facilitator'] },
  'invitation.send': { network: hosts, community: runsCommunity },
  'sending.grant': { network: hosts },
  'proposal.read': { network: hostsAndSteering, self: true },
  'proposal.edit': { network: [], self: true },
  'proposal.review': { network: hosts },
  'state-of-play.read': { network: hostsAndSteering, community: ['facilitator'] },
  'report.read': { network: hostsAndSteering },
  'meeting.read': { network: hostsAndSteering, community: belongs },
  'meeting.plan': { network: hosts, community: runsCommunity },
  'agenda.propose': { network: hosts, community: belongs },
  'agenda.edit': { network: hosts, community: runsCommunity, self: true },
  'notes.write': { network: hosts, community: belongs },
  'tension.raise': { network: hosts, community: belongs },
  'tension.keep': { network: hosts, community: runsCommunity, self: true },
  'tension.withdraw': { network: [], self: true },
  'step.edit': { network: hosts, community: belongs },
  'step.answer': { network: [], self: true },
  'learning-case.raise': { network: hosts, community: belongs },
  'learning-case.keep': { network: hosts, community: runsCommunity, self: true },
  'learning-case.clear': { network: [], self: true },
  'library.read': { network: hostsAndSteering, community: belongs },
  'library.add': { network: hosts, community: belongs },
  'library.tidy': { network: hosts, community: runsCommunity },
  'instrument.read': 'signed-in',
  'instrument.edit': { network: hostsAndSteering, community: runsCommunity },
  'survey.run': { network: hostsAndSteering, community: runsCommunity },
  'survey.results': { network: hostsAndSteering, community: belongs },
  'vote.run': { network: hostsAndSteering, community: runsCommunity },
  'vote.read': { network: hostsAndSteering, community: belongs },
  'survey.export': { network: hostsAndSteering, community: ['facilitator'] },
  'survey.names': { network: hosts, community: ['facilitator'] },
  'digest.read': { network: hostsAndSteering },
  'digest.edit': { network: hosts },
  'digest.send': { network: hosts },
  'audit.read': { network: ['admin'] },
  'operations.read': { network: ['admin'] },
  'operations.act': { network: ['admin'] },
} as const satisfies Record<string, Rule>;

export type Right = keyof typeof rights;

/** Each right as what somebody may do, after “you may”. */
export const rightInWords: Readonly<Record<Right, string>> = {
  public: 'see this',
  'signed-in': 'do this',
  'people.read': 'see people',
  'people.edit': 'change people',
  'people.import': 'bring in lists of people',
  'directory.read': 'look at the directory',
  'network.edit': 'change how the network describes itself',
  'organisation.edit': 'change organisations',
  'roles.give': 'give roles in the network',
  'people.export': 'take out lists of people',
  'people.merge': 'make one person of two',
  'consent.run': 'ask people for their consent',
  'erasure.review': 'see who is to be forgotten',
  'rectification.review': 'settle what people want corrected',
  'joining.review': 'see and settle who asks to join',
  'prospect.add': 'note people who might join',
  'prospect.keep': 'see and keep people who might join',
  'prospect.convert': 'take in who might join',
  'bridge.read': 'see who could bridge communities',
  'bridge.weave': 'bridge communities',
  'introduction.follow': 'follow introductions',
  'community.found': 'found communities',
  'community.edit': 'change communities',
  'community.leave': 'end memberships',
  'community.role': 'change roles in communities',
  'role.define': 'describe roles',
  'invitation.send': 'invite people',
  'sending.grant': 'let others send more letters',
  'proposal.read': 'see proposals',
  'proposal.edit': 'change proposals',
  'proposal.review': 'settle proposals',
  'state-of-play.read': 'see the state of play',
  'report.read': 'see the quarterly report and comment on it',
  'meeting.read': 'see meetings',
  'meeting.plan': 'plan and hold meetings',
  'agenda.propose': 'propose items for agendas',
  'agenda.edit': 'change items of agendas',
  'notes.write': 'write notes',
  'tension.raise': 'raise tensions',
  'tension.keep': 'change tensions',
  'tension.withdraw': 'withdraw tensions',
  'step.edit': 'change next steps',
  'step.answer': 'answer for those who were asked to take a step on',
  'learning-case.raise': 'bring learning cases',
  'learning-case.keep': 'change learning cases',
  'learning-case.clear': 'say who may read a learning case',
  'library.read': 'see what a community keeps in its library',
  'library.add': 'put something into the library',
  'library.tidy': 'tidy the library',
  'instrument.read': 'see questionnaires',
  'instrument.edit': 'change questionnaires',
  'survey.run': 'run surveys',
  'survey.results': 'see the results of surveys',
  'vote.run': 'run votes',
  'vote.read': 'see votes',
  'survey.export': 'take out the responses of surveys',
  'survey.names': 'see who answered',
  'digest.read': 'see the monthly letter before it goes',
  'digest.edit': 'change the monthly letter',
  'digest.send': 'send the monthly letter',
  'audit.read': 'read the audit log',
  'operations.read': 'see what the system is at',
  'operations.act': 'intervene in what the system is at',
};

/** What a session still lacks: these roles count once a passkey was used, or a first one registered. */
export const Awaiting = z
  .object({ passkey: z.enum(['use', 'register']), roles: z.array(NetworkRole) })
  .meta({ id: 'Awaiting', description: 'Roles withheld until the second factor is given' });
export type Awaiting = z.infer<typeof Awaiting>;

/** How a session last showed who it is: by a link or a passkey. Renewing it shows nothing. */
export const Proof = z
  .object({
    at: Instant,
    lacksPasskey: z.literal(true).optional().meta({
      description: 'They have a passkey, and did not use it in this session',
    }),
  })
  .meta({ id: 'Proof', description: 'When this session last showed who it is' });
export type Proof = z.infer<typeof Proof>;

/** Who is asking, as the access token says. */
export const Actor = z.object({
  person: Id,
  network: NetworkId,
  roles: z.array(NetworkRole),
  communities: z.record(Id, CommunityRole),
  session: Id.optional().meta({ description: 'The session the token was given in' }),
  awaiting: Awaiting.optional(),
  proof: Proof.optional(),
});
export type Actor = z.infer<typeof Actor>;

/** What a right is asked for: a community, a person, both or neither (then: in any community at all). */
export interface RightTarget {
  readonly community?: string | undefined;
  readonly person?: string | undefined;
}

const ruleOf = (right: Right): Rule => rights[right];

/** Whether the actor has the right on the target. Without a community in it, only network roles and `self` count. */
export const may = (actor: Actor | undefined, right: Right, target: RightTarget = {}): boolean => {
  const rule = ruleOf(right);
  if (rule === 'anyone') return true;
  if (!actor) return false;
  if (rule === 'signed-in') return true;
  if (actor.roles.some((role) => rule.network.includes(role))) return true;
  if (rule.self && target.person === actor.person) return true;
  const role = target.community === undefined ? undefined : actor.communities[target.community];
  return role !== undefined && (rule.community?.includes(role) ?? false);
};

/** Whether the actor could have the right on some target: the check at the door, before the target is known. */
export const mayAnywhere = (actor: Actor | undefined, right: Right): boolean => {
  if (may(actor, right, { person: actor?.person })) return true;
  return Object.keys(actor?.communities ?? {}).some((community) => may(actor, right, { community }));
};
