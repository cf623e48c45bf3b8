import { z } from 'zod';
import { EmailAddress } from '../address.ts';
import { defineCapability } from '../capability.ts';
import { Id } from '../id.ts';
import { defineRoute } from '../route.ts';

const routes = {
  readMailAddress: defineRoute({
    id: 'readMailAddress',
    service: 'notification',
    method: 'GET',
    path: '/mail-addresses/:community',
    summary: 'The address, yours alone, at which what you write becomes a tension of the community',
    right: 'tension.raise',
    params: z.object({ community: Id }),
    reply: z.object({
      address: EmailAddress.optional().meta({ description: 'Absent where no mail comes in' }),
    }),
    status: 200,
  }),
};

export const mailAddressesContract = defineCapability({
  name: 'mail-addresses',
  service: 'notification',
  routes,
});
