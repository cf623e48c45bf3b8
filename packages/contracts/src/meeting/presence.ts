import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id } from '../id.ts';
import { defineRoute } from '../route.ts';
import { Meeting } from './meetings.ts';

const routes = {
  sayPresent: defineRoute({
    id: 'sayPresent',
    service: 'meeting',
    method: 'POST',
    path: '/meetings/:id/presence',
    summary:
      'Say that you are at a meeting that runs, or that you are not; who runs the community says it of anybody',
    right: 'meeting.read',
    params: z.object({ id: Id }),
    body: z.strictObject({
      here: z.boolean(),
      person: Id.optional().meta({ description: 'Yourself, unless said' }),
    }),
    reply: Meeting,
    status: 200,
    problems: ['closed', 'conflict', 'unknown-reference'],
  }),
};

export const presenceContract = defineCapability({ name: 'presence', service: 'meeting', routes });
