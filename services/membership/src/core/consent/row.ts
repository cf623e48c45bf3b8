import {
  ConsentChannel,
  ConsentPurpose,
  LawfulBasis,
  StatedConsent,
  WithdrawalReason,
} from '@skein/contracts';
import { z } from 'zod';

/** A line of the consent ledger. The collection is only ever inserted into. */
export const ConsentRow = z.object({
  _id: z.string(),
  network: z.string(),
  person: z.string(),
  purpose: ConsentPurpose,
  given: z.boolean(),
  basis: LawfulBasis,
  textVersion: z.string(),
  channel: ConsentChannel,
  by: z.string().optional(),
  /** Which campaign asked, where the line is an answer to one. */
  campaign: z.string().optional(),
  reason: WithdrawalReason.optional(),
  /** Of an imported one: when, how and in which words the list says that it was given. */
  stated: StatedConsent.optional(),
  at: z.date(),
});
export type ConsentRow = z.infer<typeof ConsentRow>;

/** A line to be written; without a basis of its own it rests on consent. */
export type ConsentLine = Omit<ConsentRow, 'basis'> & { readonly basis?: LawfulBasis };

/** A published wording. The collection is only ever inserted into: what somebody agreed to stays as they read it. */
export const ConsentTextRow = z.object({
  /** `<network>:<version>` */
  _id: z.string(),
  network: z.string(),
  version: z.string(),
  purposes: z.partialRecord(ConsentPurpose, z.string()),
  publishedAt: z.date(),
  by: z.string().optional(),
});
export type ConsentTextRow = z.infer<typeof ConsentTextRow>;
