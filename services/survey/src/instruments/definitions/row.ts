import { Instrument, InstrumentVersion, type Question, type Section } from '@skein/contracts';
import { z } from 'zod';

// MongoDB's validators know no reference, and with all kinds of conditions and questions spelled out one would be huge.
const unspelled = {
  questions: z.array(z.custom<Question>()),
  sections: z.array(z.custom<Section>()).optional(),
};

export const InstrumentRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  /** Whose it is; without one, the network’s. */
  community: z.string().optional(),
  slug: z.string(),
  draft: Instrument.shape.draft.extend(unspelled),
  /** Number of the current published version; 0 is none yet. */
  published: z.int(),
  origin: Instrument.shape.origin,
});
export type InstrumentRow = z.infer<typeof InstrumentRow>;

/** A published version: inserted once, never written again. */
export const InstrumentVersionRow = InstrumentVersion.extend({
  /** `<instrument>.<number>` */
  _id: z.string(),
  network: z.string(),
  publishedAt: z.date(),
  ...unspelled,
});
export type InstrumentVersionRow = z.infer<typeof InstrumentVersionRow>;
