import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineRoute } from '../route.ts';

const routes = {
  neverWriteAgain: defineRoute({
    id: 'neverWriteAgain',
    service: 'membership',
    method: 'POST',
    path: '/never-again',
    summary:
      'Have the network never write to an address again, by the link of a letter to somebody who is no member',
    right: 'public',
    query: z.object({ token: z.string().max(2000) }),
    // Mail clients send the form field of RFC 8058; anything else in the body is of no concern.
    body: z.unknown(),
    reply: z.object({ status: z.literal('never-again') }),
    status: 200,
    problems: ['invalid-token', 'expired-token'],
    opens: 'never-again',
  }),
};

export const neverAgainContract = defineCapability({ name: 'never-again', service: 'membership', routes });
