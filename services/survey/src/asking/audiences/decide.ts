import { type Audience, type InvitedAddress, type Refusal, refuse } from '@skein/contracts';
import type { SurveyRow } from '../surveys/row.ts';

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

/** The community that an audience is of, where it is of one. */
export const communityAsked = (audience: Audience): string | undefined => {
  if (audience.kind === 'query') return audience.query.community;
  return 'community' in audience ? audience.community : undefined;
};

/** An audience as it is kept: whom it is sought by, without those it names. */
export const audienceRow = (audience: Audience): SurveyRow['audience'] => {
  const { kind } = audience;
  const community = communityAsked(audience);
  return {
    kind,
    ...(community && { community }),
    ...('meeting' in audience && { meeting: audience.meeting }),
    ...(audience.kind === 'role' && {
      networkRoles: audience.networkRoles,
      communityRoles: audience.communityRoles,
    }),
    ...(audience.kind === 'query' && { query: audience.query }),
  };
};

/** Why an anonymous survey cannot ask this audience: nobody hides among few, and a ballot is given for an invitation. */
export const crowdFault = (
  audience: { readonly kind: string },
  invited: number,
  smallestGroup: number,
): Refusal | undefined => {
  if (audience.kind === 'open')
    return refuse('invalid-request', 'An anonymous survey asks people by invitation.', [
      'audience.kind',
      'gives nobody an invitation, and so nobody a ballot',
    ]);
  if (invited >= smallestGroup) return undefined;
  return refuse(
    'invalid-request',
    `Among ${invited} people nobody is anonymous; ask at least ${smallestGroup}.`,
    ['audience', `has ${invited} people, fewer than the smallest group of ${smallestGroup}`],
  );
};
