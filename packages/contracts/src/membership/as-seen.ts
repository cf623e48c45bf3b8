import { z } from 'zod';
import { defineCapability } from '../capability.ts';
import { Id } from '../id.ts';
import { defineRoute } from '../route.ts';
import { Person } from './people.ts';

/** Who looks at a profile: who has not signed in, a member who shares no community, one who shares one, the hosts. */
export const Onlooker = z.enum(['visitors', 'network', 'communities', 'hosts']);
export type Onlooker = z.infer<typeof Onlooker>;

export const AsSeen = z
  .object({
    by: Onlooker,
    person: Person.optional().meta({
      description: 'What they see of the profile; absent where they see none',
    }),
    namedAt: z.array(Id).optional().meta({
      description: 'The communities at which visitors, who see no profile, read the name',
    }),
  })
  .meta({ id: 'AsSeen' });
export type AsSeen = z.infer<typeof AsSeen>;

const routes = {
  readAsSeen: defineRoute({
    id: 'readAsSeen',
    service: 'membership',
    method: 'GET',
    path: '/people/:id/as-seen',
    summary: 'A profile as others see it: visitors, the network, those who share a community, and the hosts',
    right: 'people.edit',
    params: z.object({ id: Id }),
    reply: z.object({ items: z.array(AsSeen) }),
    status: 200,
  }),
};

export const asSeenContract = defineCapability({ name: 'as-seen', service: 'membership', routes });
