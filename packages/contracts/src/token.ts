import { z } from 'zod';
import { Id, NetworkId, type ServiceName } from './id.ts';
import { Awaiting, CommunityRole, NetworkRole, Proof } from './rights.ts';

/** The service that signs people in. */
export const accessIssuer: ServiceName = 'membership';

/** Claims of an access token (JWT, EdDSA), signed by `accessIssuer` alone. */
export const AccessClaims = z.object({
  sub: Id,
  net: NetworkId,
  roles: z.array(NetworkRole),
  com: z.record(Id, CommunityRole),
  sid: Id.optional(),
  awaiting: Awaiting.optional(),
  proof: Proof.optional(),
});
export type AccessClaims = z.infer<typeof AccessClaims>;

/** What a link in a letter allows: exactly one thing, never a session. The name is the JWT's audience. */
export const linkScopes = {
  'confirm-joining': z.object({ net: NetworkId, sub: Id }),
  'community-invitation': z.object({ net: NetworkId, sub: Id }),
  /** Of an address, by its hash. */
  'never-again': z.object({ net: NetworkId, sub: z.string().max(100) }),
  'answer-survey': z.object({ net: NetworkId, sub: Id, survey: Id }),
  'survey-letters': z.object({ net: NetworkId, sub: Id, survey: Id }),
  vote: z.object({ net: NetworkId, sub: Id, round: Id }),
  unsubscribe: z.object({ net: NetworkId, sub: Id, purpose: z.string() }),
  preferences: z.object({ net: NetworkId, sub: Id }),
  /** Asks for a link to sign in although strangers asked for too many. */
  'ask-to-sign-in': z.object({ net: NetworkId, sub: Id }),
  'confirm-erasure': z.object({ net: NetworkId, sub: Id }),
  'confirm-address': z.object({ net: NetworkId, sub: Id }),
  'keep-address': z.object({ net: NetworkId, sub: Id }),
  introduction: z.object({ net: NetworkId, sub: Id, introduction: Id }),
  'meeting-answer': z.object({ net: NetworkId, sub: Id, meeting: Id }),
  'step-answer': z.object({ net: NetworkId, sub: Id, step: Id }),
  'campaign-answer': z.object({ net: NetworkId, sub: Id, campaign: Id }),
} as const;
export type LinkScope = keyof typeof linkScopes;
export type LinkClaims<S extends LinkScope> = z.infer<(typeof linkScopes)[S]>;
