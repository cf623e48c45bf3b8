import { joiningContract } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import { defineWording } from '../../delivery/wording/wording.ts';
import { type LetterWriterAbroad, needless, unanswered } from '../../delivery/writing/define-letter.ts';

export const wording = await defineWording({
  beside: import.meta.url,
  subject: 'You asked to join {{community}}',
  preview: 'What came of it',
  needs: z.strictObject({ name: z.string(), community: z.string(), link: z.url() }),
  examples: [{ name: 'Ada Lindqvist', community: 'Art & Hosting', link: 'https://network.example.org/' }],
});

/** What the letter says and where it goes, asked of membership as it goes: an address is never kept here. */
export const joinDeclinedWriter =
  ({ ask, now }: ServiceContext<NotificationConfig>): LetterWriterAbroad =>
  async (network, rows) => {
    const question = { network, requests: rows.map(({ cause }) => cause) };
    const answered = await ask(joiningContract.questions.declined, question);
    return async (row) => {
      if (!answered) return unanswered(row, 'membership did not say what came of it', now());
      const declined = answered.declined.find(({ request }) => request === row.cause);
      if (!declined) return needless('the request is no longer kept');
      const { name, community, link, email } = declined;
      return { composed: wording.compose({ name, community, link }), to: { email } };
    };
  };
