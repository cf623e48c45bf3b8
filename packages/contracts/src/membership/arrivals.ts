import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id, Instant } from '../id.ts';
import { defineRoute } from '../route.ts';
import { line } from '../text.ts';

/** Who came into a community lately: how many, and by name those who agreed to be listed. */
export const Arrivals = z
  .object({
    community: Id,
    count: z.int().positive().meta({ description: 'At most 200; you are not among them' }),
    latest: Instant,
    named: z
      .array(z.object({ person: Id, name: line() }))
      .meta({ description: 'The latest few of them who agreed to be listed' }),
  })
  .meta({ id: 'Arrivals' });
export type Arrivals = z.infer<typeof Arrivals>;

const service = 'membership';

const routes = {
  listArrivals: defineRoute({
    id: 'listArrivals',
    service,
    method: 'GET',
    path: '/arrivals',
    summary: 'Who came into your communities lately, where anybody did',
    right: 'signed-in',
    query: z.object({ from: Instant.meta({ description: 'From when on' }) }),
    reply: z.object({ items: z.array(Arrivals) }),
    status: 200,
  }),
};

export const arrivalsContract = defineCapability({ name: 'arrivals', service, routes });
