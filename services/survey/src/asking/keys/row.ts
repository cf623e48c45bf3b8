import { z } from 'zod';

/** What an open survey keeps secret; deleted with its closing. */
export const SurveyKeysRow = z.object({
  /** The survey's id. */
  _id: z.string(),
  network: z.string(),
  /** Proves receipts; 32 bytes in base64url. */
  receiptKey: z.string(),
  /** Signs ballots, in an anonymous survey: PKCS#8 in base64url. */
  ballotKey: z.string().optional(),
});
export type SurveyKeysRow = z.infer<typeof SurveyKeysRow>;
