import type { Refusal, Route } from '@skein/contracts';
import { z } from 'zod';
import { refusalOfIssues } from '../problems.ts';

/** The contract as what is compiled once: it says all that zod would (`checkLossless`), and zod names the faults. */
export const schemaOf = (schema: z.ZodType): object =>
  z.toJSONSchema(schema, { target: 'draft-7', io: 'input', reused: 'inline' });

export const replySchemaOf = (schema: z.ZodType): object =>
  z.toJSONSchema(schema, { target: 'draft-7', io: 'output', reused: 'inline' });

/** A body is taken as it is or refused, never changed to fit. */
export const asItIs = { coerceTypes: false, removeAdditional: false, useDefaults: false } as const;

/** What a lean request brings. */
export type Brought = Readonly<Record<'params' | 'body', unknown>>;

/** What does not fit, told by the contract; undefined where the contract takes it after all. */
export const faultIn = (route: Route, brought: Brought): Refusal | undefined => {
  for (const where of ['params', 'body'] as const) {
    const outcome = route[where]?.safeParse(brought[where]);
    if (outcome?.error) return refusalOfIssues(outcome.error.issues, where);
  }
  return undefined;
};
