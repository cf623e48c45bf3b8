import { rectificationContract } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import { defineWording } from '../../delivery/wording/wording.ts';
import { paragraphsOf } from '../../delivery/wording/words.ts';
import { type LetterWriter, needless, unanswered } from '../../delivery/writing/define-letter.ts';

const example = {
  name: 'Ada Lindqvist',
  what: ['My name is spelled wrong.', 'It is Lindqvist.'],
  link: 'https://network.example.org/#rights',
};

export const wording = await defineWording({
  beside: import.meta.url,
  subject: 'What you asked us to put right',
  preview: 'What came of it',
  needs: z.strictObject({
    name: z.string(),
    what: z.array(z.string()),
    done: z.boolean(),
    reason: z.array(z.string()),
    link: z.url(),
  }),
  examples: [
    { ...example, done: true, reason: [] },
    { ...example, done: false, reason: ['That is what the register says.'] },
  ],
});

/** What the letter says, asked of membership as it goes: events carry nothing of what was wrong. */
export const rectificationWriter =
  ({ ask, now }: ServiceContext<NotificationConfig>): LetterWriter =>
  async (network, rows) => {
    const question = { network, requests: rows.map(({ cause }) => cause) };
    const answered = await ask(rectificationContract.questions.outcomes, question);
    return async (row, { name }) => {
      if (!answered) return unanswered(row, 'membership did not say what came of it', now());
      const outcome = answered.outcomes.find(({ request }) => request === row.cause);
      if (!outcome) return needless('the request is no longer kept');
      const { what, status, reason = '', link } = outcome;
      const composed = wording.compose({
        ...{ name, link },
        what: paragraphsOf(what),
        done: status === 'done',
        reason: paragraphsOf(reason),
      });
      return { composed };
    };
  };
