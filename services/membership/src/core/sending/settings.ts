import type { ServiceConfig } from '@skein/service-kit';
import { z } from 'zod';

/** What bounds the letters that one person has sent. */
export const SendingSettings = z.object({
  /** To people outside of their communities, of all kinds, in a day. */
  SKEIN_LETTERS_A_DAY: z.coerce.number().int().min(0).default(200),
});
export type SendingSettings = ServiceConfig & z.infer<typeof SendingSettings>;
