import { z } from 'zod';

/** A key that a question, choice, row or section keeps through every rewording, so that versions compare. */
export const QuestionKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'is not a question key');

const tests = ['equals', 'includes', 'atLeast', 'atMost', 'answered', 'all', 'any', 'not'] as const;

const comparison = {
  question: QuestionKey.optional().meta({ description: 'A question that stands before' }),
  row: QuestionKey.optional().meta({ description: 'Of a matrix: which row or dimension is looked at' }),
  equals: z.union([z.number(), z.boolean(), z.string().max(200)]).optional(),
  includes: QuestionKey.optional().meta({ description: 'The key of a choice among those chosen' }),
  atLeast: z.union([z.number(), z.iso.date()]).optional(),
  atMost: z.union([z.number(), z.iso.date()]).optional(),
  answered: z.boolean().optional(),
};
type Shape = { [K in (typeof tests)[number] | 'question']?: unknown };

const saysOneThing = (condition: Shape): boolean =>
  tests.filter((test) => condition[test] !== undefined).length === 1;
const groups = new Set<string>(['all', 'any', 'not']);
const asksWhereItMust = (condition: Shape): boolean => {
  const [test] = tests.filter((one) => condition[one] !== undefined);
  return (test !== undefined && groups.has(test)) === (condition.question === undefined);
};

const checked = <S extends z.ZodType<Shape>>(schema: S): S =>
  schema
    .refine(saysOneThing, `must say exactly one of ${tests.join(', ')}`)
    .refine(asksWhereItMust, 'a comparison names its question, and all, any and not name none');

const grouping = <I extends z.ZodType>(inner: I) => ({
  ...comparison,
  all: z.array(inner).min(1).max(20).optional(),
  any: z.array(inner).min(1).max(20).optional(),
  not: inner.optional(),
});

// Four levels deep and no deeper, so that no body can make a parser recurse without end.
const Comparison = checked(z.strictObject(comparison)).meta({ id: 'Comparison' });
const InnerCondition = checked(z.strictObject(grouping(Comparison))).meta({ id: 'InnerCondition' });
const MiddleCondition = checked(z.strictObject(grouping(InnerCondition))).meta({ id: 'MiddleCondition' });

/** When a question or section is shown: a comparison with an answer before it, or `all`, `any`, `not` of conditions. */
export const Condition = checked(z.strictObject(grouping(MiddleCondition))).meta({ id: 'Condition' });
export type Condition = z.infer<typeof Condition>;
