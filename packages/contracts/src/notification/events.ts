import { z } from 'zod';
import { defineEvent } from '../envelope.ts';
import { Id, Month } from '../id.ts';

const service = 'notification';

export const notificationEvents = {
  digestCollected: defineEvent({
    service,
    aggregate: 'digest',
    event: 'collected',
    summary: 'An issue of the digest was begun',
    data: z.object({ digest: Id, month: Month }),
  }),
  digestChanged: defineEvent({
    service,
    aggregate: 'digest',
    event: 'changed',
    summary: 'The draft of an issue changed',
    data: z.object({ digest: Id, month: Month }),
  }),
  digestGenerated: defineEvent({
    service,
    aggregate: 'digest',
    event: 'generated',
    summary: 'Each recipient of an issue is in the delivery ledger',
    data: z.object({ digest: Id, month: Month, recipients: z.int().nonnegative() }),
  }),
  digestDelivered: defineEvent({
    service,
    aggregate: 'digest',
    event: 'delivered',
    summary: 'Every letter of an issue is settled',
    data: z.object({
      digest: Id,
      month: Month,
      sent: z.int().nonnegative(),
      failed: z.int().nonnegative(),
      unknown: z.int().nonnegative(),
    }),
  }),
};
