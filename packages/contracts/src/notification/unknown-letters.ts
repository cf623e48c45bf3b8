import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Instant } from '../id.ts';
import { defineRoute } from '../route.ts';
import { MessageIds } from './digests.ts';

/** Letters of one kind, from one cause, of which nobody knows whether they arrived. */
export const UnknownLetters = z
  .object({
    kind: z.string().meta({ description: 'The kind of letter: `invitation`, `campaign`, `welcome` …' }),
    cause: z.string().meta({ description: 'The survey, vote, round or membership that they are about' }),
    title: z.string().optional().meta({ description: 'Of what they are about, where the letters have it' }),
    unknown: z.int().positive(),
    since: Instant,
  })
  .meta({ id: 'UnknownLetters' });
export type UnknownLetters = z.infer<typeof UnknownLetters>;

const routes = {
  listUnknownLetters: defineRoute({
    id: 'listUnknownLetters',
    service: 'notification',
    method: 'GET',
    path: '/unknown-letters',
    summary:
      'Letters of which nobody knows whether they arrived, latest first, at most 200 causes; those of a digest are in its report',
    right: 'digest.send',
    reply: z.object({ items: z.array(UnknownLetters) }),
    status: 200,
  }),
  settleUnknownLetters: defineRoute({
    id: 'settleUnknownLetters',
    service: 'notification',
    method: 'POST',
    path: '/unknown-letters/arrivals',
    summary: 'Tell which of them arrived, as the mail server’s log says; these count as sent',
    right: 'digest.send',
    body: z.strictObject({ messageIds: MessageIds }),
    reply: z.object({ arrived: z.int().nonnegative() }),
    status: 200,
  }),
  resendUnknownLetters: defineRoute({
    id: 'resendUnknownLetters',
    service: 'notification',
    method: 'POST',
    path: '/unknown-letters/resending',
    summary:
      'Send those of one cause again; some will come twice. Whoever should have none any more gets none',
    right: 'digest.send',
    body: z.strictObject({
      kind: z.string().max(100),
      cause: z.string().max(200),
      unknown: z
        .int()
        .positive()
        .meta({ description: 'How many they are, as the list says: whoever sends them again was told' }),
    }),
    reply: z.object({ queued: z.int().positive() }),
    status: 202,
    problems: ['conflict', 'not-found'],
  }),
};

export const unknownLettersContract = defineCapability({
  name: 'unknown-letters',
  service: 'notification',
  routes,
});
