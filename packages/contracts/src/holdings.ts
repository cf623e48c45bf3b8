import { z } from 'zod';
import { ServiceName } from './id.ts';

const count = z.int().nonnegative();

/** What became of what one place held of an erased person: facts about records, nothing out of them. */
export const ReceiptLine = z
  .object({
    service: ServiceName,
    what: z.string(),
    removed: count,
    changed: count.meta({ description: 'Records that stay without leading to the person' }),
    kept: count,
    why: z.string().optional().meta({ description: 'Why something stays' }),
  })
  .meta({ id: 'ReceiptLine' });
export type ReceiptLine = z.infer<typeof ReceiptLine>;
