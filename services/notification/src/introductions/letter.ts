import { introductionsContract } from '@skein/contracts';
import type { ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { again } from '../delivery/decide.ts';
import type { LetterRow } from '../delivery/letter-row.ts';
import type { LetterWriter } from '../delivery/prepare.ts';
import { momentOf } from '../letters/dates.ts';
import { letters, paragraphsOf } from '../letters/index.ts';
import { partOf } from './consume.ts';

const templates = {
  ask: letters.introduction,
  exchange: letters.introductionMade,
  'follow-up': letters.introductionFollowUp,
};

/** What the letters of introductions say, asked of membership as they go: addresses only where both accepted. */
export const introductionWriter = ({
  ask,

  now,
}: ServiceContext<NotificationConfig>): LetterWriter => {
  const answerFor = async (network: string, cause: string, rows: readonly LetterRow[]) => {
    const people = rows.map(({ person }) => person);
    const question = { network, ...partOf(cause), people };
    return [cause, await ask(introductionsContract.questions.letters, question)] as const;
  };

  return async (network, rows) => {
    const byCause = Map.groupBy(rows, ({ cause }) => cause);
    const answers = new Map(
      await Promise.all([...byCause].map(([cause, group]) => answerFor(network, cause, group))),
    );
    return async (row, { name }) => {
      const answered = answers.get(row.cause);
      if (!answered) {
        return { settlement: again(row.attempts + 1, 'membership did not say what it is about', now()) };
      }
      const letter = answered.letters.find(({ person }) => person === row.person);
      if (!letter) return { settlement: { status: 'failed', reason: 'there is nothing to say any more' } };
      const { weaver, link } = letter;
      const composed = templates[partOf(row.cause).part]({
        name,
        weaver,
        link,
        reason: paragraphsOf(letter.reason),
        others: letter.others.map((one) => ({ name: one.name, community: one.community, email: one.email })),
        until: momentOf(letter.until),
      });
      return { composed };
    };
  };
};
