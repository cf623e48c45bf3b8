import type { Log } from '../../log.ts';
import { type Loop, startLoop } from '../../loop.ts';

/** Answers counted by status, and told once a second: a line for each would cost more than the answer. */
export const countAnswers = (log: Log): { count(status: number): void; loop: Loop } => {
  let answers: Record<number, number> = {};
  return {
    count: (status) => {
      answers[status] = (answers[status] ?? 0) + 1;
    },
    loop: startLoop('lean-answers', log, 1_000, async () => {
      if (Object.keys(answers).length) log.info({ answers }, 'answered');
      answers = {};
      return false;
    }),
  };
};
