import { z } from 'zod';

/** Checks that say more than JSON Schema can, or that change what they check. */
const lostChecks: Readonly<Record<string, string>> = {
  custom: 'a refinement',
  overwrite: 'a change of what was sent, as trim() is',
};

const lostTypes: Readonly<Record<string, string>> = {
  pipe: 'a transformation',
  transform: 'a transformation',
  custom: 'a check of its own',
  default: 'a default',
  prefault: 'a default',
  catch: 'a fallback',
  success: 'a check of its own',
};

interface Definition {
  readonly type: string;
  readonly coerce?: boolean;
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string } } }[];
}

const lostIn = ({ _zod }: z.core.$ZodType): string | undefined => {
  const { type, coerce, checks = [] } = _zod.def as unknown as Definition;
  if (coerce) return 'a coercion';
  const check = checks.map((one) => lostChecks[one._zod.def.check]).find(Boolean);
  return lostTypes[type] ?? check;
};

/**
 * Throws where JSON Schema would let something through that zod refuses, or hand on what zod would have changed: what is
 * checked by the compiled schema alone must be no more than that can say. `what` leads the error.
 */
export const checkLossless = (schema: z.ZodType, what: string): void => {
  z.toJSONSchema(schema, {
    io: 'input',
    reused: 'inline',
    unrepresentable: 'any',
    override: ({ zodSchema, path }) => {
      const lost = lostIn(zodSchema);
      if (lost)
        throw new Error(
          `${what} has ${lost} at ${path.join('.') || 'its top'}, which JSON Schema cannot say`,
        );
    },
  });
};
