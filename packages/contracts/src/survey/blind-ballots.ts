import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineEvent } from '../envelope.ts';
import { Id, Instant } from '../id.ts';
import { defineRoute } from '../route.ts';

/** So many bytes in base64url without padding (RFC 4648, section 5). */
const bytes = (count: number, description: string) => {
  const length = Math.ceil((count * 8) / 6);
  return z
    .string()
    .regex(new RegExp(`^[\\w-]{${length}}$`), `is not ${count} bytes in base64url`)
    .meta({ description });
};

/** Bytes of a ballot, of a receipt's secret and of their hashes. */
export const bytesOf32 = (description: string) => bytes(32, description);
/** A number modulo a survey's key: RSA with 2,048 bits. */
const element = (description: string) => bytes(256, description);

export const Ballot = z
  .strictObject({
    message: bytesOf32('Random bytes that the page made; the response’s id follows from them'),
    signature: element('The survey’s signature on the message, unblinded'),
  })
  .meta({
    id: 'Ballot',
    description:
      'What an anonymous survey is answered with: RSABSSA-SHA384-PSS-Deterministic (RFC 9474). The response’s id is the first 16 bytes of SHA-256 of the message, set to be a UUIDv7',
  });
export type Ballot = z.infer<typeof Ballot>;

const routes = {
  issueBallot: defineRoute({
    id: 'issueBallot',
    service: 'survey',
    method: 'POST',
    path: '/surveys/:id/ballots',
    summary:
      'Have a blinded ballot signed, once an invitation; the same blinded ballot sent again gets the same signature',
    right: 'public',
    params: z.object({ id: Id }),
    body: z.strictObject({
      token: z.string().max(2000).meta({ description: 'From the personal link' }),
      blinded: element('The ballot, encoded and blinded'),
    }),
    reply: z.object({ signature: element('The signature on the blinded ballot, to be unblinded') }),
    status: 200,
    problems: ['closed', 'conflict', 'invalid-token', 'expired-token', 'unavailable'],
  }),
  replaceBallot: defineRoute({
    id: 'replaceBallot',
    service: 'survey',
    method: 'POST',
    path: '/surveys/:id/ballot-replacements',
    summary:
      'Give somebody another ballot in place of one that was lost, once a person; whether they had fetched one, or answered, is neither looked at nor told',
    right: 'survey.run',
    params: z.object({ id: Id }),
    body: z.strictObject({ person: Id.meta({ description: 'Of the survey’s audience' }) }),
    reply: z.object({
      replaced: z
        .int()
        .positive()
        .meta({ description: 'How many ballots of this survey were replaced by now' }),
    }),
    status: 201,
    problems: ['closed', 'conflict', 'unknown-reference', 'unavailable'],
  }),
};

const events = {
  ballotReplaced: defineEvent({
    service: 'survey',
    aggregate: 'survey-ballot',
    event: 'replaced',
    summary: 'Somebody may fetch another ballot by their link, and is to be told so',
    data: z.object({
      survey: Id,
      replacement: Id,
      title: z.string(),
      closesAt: Instant,
      person: Id,
      member: z.boolean().meta({ description: 'False: they are asked by their address alone' }),
    }),
  }),
};

export const blindBallotsContract = defineCapability({
  name: 'blind-ballots',
  service: 'survey',
  routes,
  events,
});
