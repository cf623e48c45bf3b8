import { type Audience, type InvitedAddress, type Refusal, refuse } from '@skein/contracts';
import { keptIn } from '../groups/decide.ts';
import { type Asking, crowdFault, faultOf, type Known, surveyAsked } from '../surveys/decide.ts';
import type { SurveyRow } from '../surveys/store.ts';

/** So many people are written down while whoever opens the survey waits; more of them in the background. */
export const mostAtOnce = 1_000;
/** Of one part of a list, and of one transaction that writes invitations. */
export const atOnce = 500;

/** Whom one asks by role or query: in one community, or anywhere, which is for those who run the network. */
export const asksAnywhere = (audience: Audience): boolean => {
  if (audience.kind === 'role') return audience.community === undefined;
  return audience.kind === 'query' && audience.query.community === undefined;
};

/** What an audience contradicts itself in. */
export const audienceFault = (audience: Audience): Refusal | undefined => {
  if (audience.kind !== 'role') return undefined;
  const { networkRoles, communityRoles, community } = audience;
  if (networkRoles.length + communityRoles.length === 0)
    return refuse('invalid-request', 'An audience by role names a role.', [
      'audience.communityRoles',
      'names none, nor do the network’s roles',
    ]);
  if (community === undefined || networkRoles.length === 0) return undefined;
  return refuse('invalid-request', 'The network’s roles are in no community.', [
    'audience.networkRoles',
    'are the network’s, not a community’s',
  ]);
};

/** A list of addresses with each once, and where those stand that stood before. */
export const eachOnce = (
  addresses: readonly InvitedAddress[],
): { readonly addresses: InvitedAddress[]; readonly duplicates: number[] } => {
  const seen = new Set<string>();
  const duplicates: number[] = [];
  const once = addresses.filter(({ email }, index) => {
    if (seen.has(email)) duplicates.push(index);
    else seen.add(email);
    return duplicates.at(-1) !== index;
  });
  return { addresses: once, duplicates };
};

/** A survey whose audience is still to be written down. */
export const prepareSurvey = (
  asking: Asking,
  known: Omit<Known, 'members'>,
  now: Date,
  _id: string,
  seenFrom: 'hosts' | 'communities',
): SurveyRow | Refusal => {
  const faulty = faultOf(asking, known.instrument, now);
  if (faulty) return faulty;
  return {
    ...surveyAsked(asking, known, now, _id),
    status: 'preparing',
    preparing: { invite: asking.invite, seenFrom },
  };
};

/** The survey once its audience is whole: open, or closed where it cannot be asked of so few. */
export const whenWhole = (before: SurveyRow, smallestGroup: number, now: Date): SurveyRow => {
  const { preparing: _, ...row } = before;
  const version = row.version + 1;
  const nobody = row.invited === 0 ? 'Nobody is of this audience.' : undefined;
  const crowd =
    row.mode === 'anonymous' ? crowdFault({ kind: 'other' }, row.invited, smallestGroup) : undefined;
  const fault = nobody ?? crowd?.detail;
  if (fault) return { ...row, version, status: 'closed', closedAt: now, fault };
  return { ...row, ...keptIn(row, smallestGroup), version, status: 'open', opensAt: now };
};
