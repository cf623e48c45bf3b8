import { ForVisitors } from '@skein/contracts';
import { z } from 'zod';

export const NetworkRow = z.object({
  /** The network's own id. */
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  name: z.string(),
  purpose: z.string(),
  mark: z.string(),
  hue: z.int(),
  sender: z.string(),
  timeZone: z.string(),
  languages: z.array(z.string()),
  forVisitors: ForVisitors,
  contact: z.string(),
  controller: z.string(),
  privacyNotice: z.string(),
  imprint: z.string(),
});
export type NetworkRow = z.infer<typeof NetworkRow>;
