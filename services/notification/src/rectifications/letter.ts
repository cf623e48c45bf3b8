import { rectificationContract } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { again } from '../delivery/decide.ts';
import type { LetterWriter } from '../delivery/prepare.ts';
import { letters, paragraphsOf } from '../letters/index.ts';

/** What the letter says, asked of membership as it goes: events carry nothing of what was wrong. */
export const rectificationWriter =
  ({ ask, now }: ServiceContext<NotificationConfig>): LetterWriter =>
  async (network, rows) => {
    const question = { network, requests: rows.map(({ cause }) => cause) };
    const answered = await ask(rectificationContract.questions.outcomes, question);
    return async (row, { name }) => {
      if (!answered)
        return { settlement: again(row.attempts + 1, 'membership did not say what came of it', now()) };
      const outcome = answered.outcomes.find(({ request }) => request === row.cause);
      if (!outcome) return { settlement: { status: 'failed', reason: 'the request is no longer kept' } };
      const { what, status, reason = '', link } = outcome;
      const composed = letters.rectification({
        ...{ name, link },
        what: paragraphsOf(what),
        done: status === 'done',
        reason: paragraphsOf(reason),
      });
      return { composed };
    };
  };
