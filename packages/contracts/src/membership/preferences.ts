import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Instant } from '../id.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';
import { ConsentPurpose } from './consent.ts';
import { ErasureStatus } from './erasure.ts';

/** What one person agrees to now, each purpose with the words shown today. No name: a letter may be passed on. */
export const Preferences = z
  .object({
    textVersion: line(40),
    purposes: z.array(
      z.object({
        purpose: ConsentPurpose,
        text: line(500),
        given: z.boolean(),
        since: Instant.optional(),
        onConsent: z.boolean().meta({
          description: 'False where the hosts rely on another lawful basis; it can be stopped all the same',
        }),
      }),
    ),
    erasure: ErasureStatus.optional().meta({ description: 'How the wish to be forgotten stands' }),
  })
  .meta({ id: 'Preferences' });
export type Preferences = z.infer<typeof Preferences>;

/** The link of a letter, or none by somebody who is signed in. */
const query = z.object({ token: z.string().max(2000).optional() });
const problems = ['unauthenticated', 'invalid-token', 'expired-token', 'not-found'] as const;

const routes = {
  readPreferences: defineRoute({
    id: 'readPreferences',
    service: 'membership',
    method: 'GET',
    path: '/preferences',
    summary: 'What the person of the link agrees to now, or who is signed in',
    right: 'public',
    query,
    reply: Preferences,
    status: 200,
    problems,
  }),
  setPreferences: defineRoute({
    id: 'setPreferences',
    service: 'membership',
    method: 'POST',
    path: '/preferences',
    summary:
      'Agree to or stop the purposes named, by the link of a letter or signed in: each on its own; what is not named stays as it is',
    right: 'public',
    query,
    body: z.strictObject({
      textVersion: line(40).meta({ description: 'The wording that was shown' }),
      choices: z
        .array(z.strictObject({ purpose: ConsentPurpose, given: z.boolean() }))
        .min(1)
        .max(20),
    }),
    reply: Preferences,
    status: 200,
    problems,
  }),
  stopEverything: defineRoute({
    id: 'stopEverything',
    service: 'membership',
    method: 'POST',
    path: '/preferences/stop',
    summary: 'Stop every purpose at once, by the link of a letter or signed in',
    right: 'public',
    query,
    reply: Preferences,
    status: 200,
    problems,
  }),
  askToBeForgotten: defineRoute({
    id: 'askToBeForgotten',
    service: 'membership',
    method: 'POST',
    path: '/preferences/erasure',
    summary: 'Ask to be forgotten; a second letter with a link to confirm goes out before anything happens',
    right: 'public',
    query,
    reply: z.object({ status: z.enum(['letter-sent', 'confirmed']) }),
    status: 202,
    problems: [...problems, 'rate-limited', 'unavailable'],
  }),
};

export const preferencesContract = defineCapability({ name: 'preferences', service: 'membership', routes });
