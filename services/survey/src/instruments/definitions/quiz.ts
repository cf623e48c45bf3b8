import type { QuestionOf } from '@skein/contracts';

/** Whether these are all the right choices, and no other. */
export const isRight = (question: QuestionOf<'quiz'>, given: readonly string[]): boolean => {
  const right = new Set(question.choices.flatMap((choice) => (choice.right ? [choice.key] : [])));
  return given.length === right.size && given.every((key) => right.has(key));
};
