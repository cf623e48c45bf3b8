import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { defineRoute } from '../route.ts';

/** The kinds of things that somebody may be told have changed; a page asks anew for what it shows of them. */
export const LiveKind = z.enum([
  'network',
  'communities',
  'people',
  'me',
  'meetings',
  'answers',
  'work',
  'deciding',
  'surveys',
  'votes',
  'letters',
  'library',
]);
export type LiveKind = z.infer<typeof LiveKind>;

/**
 * What comes by server-sent events, by their names: `here` is the first, `changed` says which kinds did, `anew` that something may have been
 * missed, so all is to be asked for again, `over` that the session or its roles are other than they were.
 */
export const liveMessages = {
  here: z.object({}),
  changed: z.object({ kinds: z.array(LiveKind) }),
  anew: z.object({}),
  over: z.object({}),
} as const;

const routes = {
  followChanges: defineRoute({
    id: 'followChanges',
    service: 'membership',
    method: 'GET',
    path: '/live',
    summary:
      'Server-sent events that say which kinds of things changed that concern who asks, and never what: `changed` with `kinds`, `anew` where something may have been missed, `over` once the session ends or has other roles. `Last-Event-ID` goes on after an interruption',
    right: 'signed-in',
    produces: ['text/event-stream'],
    reply: z.unknown(),
    status: 200,
    problems: ['rate-limited', 'unavailable'],
  }),
};

export const liveContract = defineCapability({ name: 'live', service: 'membership', routes });
