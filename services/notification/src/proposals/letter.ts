import { proposalsContract } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { again } from '../delivery/decide.ts';
import type { LetterWriter } from '../delivery/prepare.ts';
import { letters, paragraphsOf } from '../letters/index.ts';
import { stepOf } from './consume.ts';

/** What the letter to a proposer says, asked of membership as it goes: events carry neither names nor comments. */
export const proposalWriter = ({ ask, now }: ServiceContext<NotificationConfig>): LetterWriter => {
  return async (network, rows) => {
    const question = { network, steps: rows.map(({ cause }) => stepOf(cause)) };
    const answered = await ask(proposalsContract.questions.steps, question);
    return async (row, { name }) => {
      if (!answered)
        return { settlement: again(row.attempts + 1, 'membership did not say what became of it', now()) };
      const { proposal, version } = stepOf(row.cause);
      const step = answered.steps.find((one) => one.proposal === proposal && one.version === version);
      if (!step) return { settlement: { status: 'failed', reason: 'the proposal is no longer kept' } };
      const { status, comment = '', link } = step;
      const composed = letters.proposal({
        ...{ name, community: step.name, link },
        accepted: status === 'accepted',
        declined: status === 'declined',
        comment: paragraphsOf(comment),
      });
      return { composed };
    };
  };
};
