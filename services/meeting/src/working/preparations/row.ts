import { z } from 'zod';

/** That people were reminded before a meeting of what they have open; has the id of the meeting. */
export const PreparationRow = z.object({ _id: z.string(), network: z.string(), at: z.date() });
export type PreparationRow = z.infer<typeof PreparationRow>;
