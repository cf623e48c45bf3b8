import { proposalsContract } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import { z } from 'zod';
import type { NotificationConfig } from '../../config.ts';
import { defineWording } from '../../delivery/wording/wording.ts';
import { paragraphsOf } from '../../delivery/wording/words.ts';
import { type LetterWriter, needless, unanswered } from '../../delivery/writing/define-letter.ts';
import { stepOf } from './step.ts';

const example = {
  name: 'Ada Lindqvist',
  community: 'Art & Hosting',
  link: 'https://network.example.org/#proposals',
};

export const wording = await defineWording({
  beside: import.meta.url,
  subject: 'Your proposal: {{community}}',
  preview: 'What the hosting team says of it',
  needs: z.strictObject({
    name: z.string(),
    community: z.string(),
    accepted: z.boolean(),
    declined: z.boolean(),
    comment: z.array(z.string()),
    link: z.url(),
  }),
  examples: [
    { ...example, accepted: true, declined: false, comment: ['Welcome on board.'] },
    { ...example, accepted: false, declined: true, comment: ['There is one like it.', 'Talk to them.'] },
    { ...example, accepted: false, declined: false, comment: [] },
  ],
});

/** What the letter to a proposer says, asked of membership as it goes: events carry neither names nor comments. */
export const proposalWriter =
  ({ ask, now }: ServiceContext<NotificationConfig>): LetterWriter =>
  async (network, rows) => {
    const question = { network, steps: rows.map(({ cause }) => stepOf(cause)) };
    const answered = await ask(proposalsContract.questions.steps, question);
    return async (row, { name }) => {
      if (!answered) return unanswered(row, 'membership did not say what became of it', now());
      const { proposal, version } = stepOf(row.cause);
      const step = answered.steps.find((one) => one.proposal === proposal && one.version === version);
      if (!step) return needless('the proposal is no longer kept');
      const { status, comment = '', link } = step;
      const composed = wording.compose({
        ...{ name, community: step.name, link },
        accepted: status === 'accepted',
        declined: status === 'declined',
        comment: paragraphsOf(comment),
      });
      return { composed };
    };
  };
