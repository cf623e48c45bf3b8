import { Answers, InstrumentContent } from '@skein/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuseFaulty } from '../../instruments/definitions/faults.ts';
import { mutations, scenarios } from '../../testing/generated-answers.ts';
import { compileCheck } from './check-answers.ts';

const runs = { numRuns: 1_000, endOnFailure: true };

describe('generated instruments', () => {
  it('are ones that may be drafted', () => {
    fc.assert(
      fc.property(scenarios, ({ content }) => {
        expect(InstrumentContent.parse(content)).toEqual(content);
        expect(refuseFaulty(content)).toBeUndefined();
      }),
      { endOnFailure: true },
    );
  }, 60_000);

  it('take every valid answer, which comes through as JSON as it was given', () => {
    fc.assert(
      fc.property(scenarios, ({ content, answers }) => {
        const sent = JSON.parse(JSON.stringify(answers));
        expect(Answers.parse(sent)).toEqual(answers);
        expect(compileCheck(content)(sent)).toBeUndefined();
      }),
      runs,
    );
  }, 60_000);

  it('refuse every answer that was made wrong, naming the field', () => {
    fc.assert(
      fc.property(mutations, ({ content, mutated }) => {
        const refusal = compileCheck(content)(mutated.answers);
        const pointers = refusal?.errors?.map(({ pointer }) => pointer) ?? [];
        const at = `#/answers/${mutated.field}`;
        expect(pointers.filter((pointer) => pointer === at || pointer.startsWith(`${at}/`))).not.toEqual([]);
      }),
      runs,
    );
  }, 60_000);
});
