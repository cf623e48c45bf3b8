import type { Fits } from '@skein/answering';
import type { Question } from '@skein/contracts';

/** Fetches what patterns are checked with, where a question has one: so that who is offline later is told here. */
export const fitsIn = (questions: readonly Question[]): Fits => {
  const patterns = new Set(
    questions.flatMap((question) => (question.kind === 'text' ? (question.pattern ?? []) : [])),
  );
  const known = new Map<string, ReturnType<typeof import('@skein/answering/pattern').compilePattern>>();
  if (patterns.size > 0)
    import('@skein/answering/pattern').then(
      ({ compilePattern }) => {
        for (const pattern of patterns) known.set(pattern, compilePattern(pattern));
      },
      // Without it the intake says what it would have said.
      () => undefined,
    );
  return (pattern, text) => known.get(pattern)?.(text);
};
