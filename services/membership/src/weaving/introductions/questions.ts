import { introductionsContract } from '@skein/contracts';
import {
  type AnsweredQuestion,
  answer,
  publicUrlOf,
  type ServiceContext,
  signLink,
} from '@skein/service-kit';
import { isConnected } from './decide.ts';
import { namesIn } from './names.ts';
import type { IntroductionRow } from './row.ts';
import { findIntroduction } from './store.ts';

const yearMs = 365 * 24 * 60 * 60 * 1000;

type Part = 'ask' | 'exchange' | 'follow-up';

/** Whether somebody is still to get this part's letter, as it stands now. */
const mayGet = (row: IntroductionRow, part: Part, person: string, now: Date): boolean => {
  if (part === 'follow-up') return person === row.by && row.outcomes.length === 0;
  if (part === 'exchange') return isConnected(row, person);
  const own = row.people.find((one) => one.person === person);
  return own !== undefined && !own.answer && row.expiresAt > now;
};

/** What notification asks as the letters of an introduction go out. An address leaves only where both accepted. */
export const introductionQuestions = (context: ServiceContext): AnsweredQuestion[] => [
  answer(introductionsContract.questions.letters, async ({ network, introduction, part, people }) => {
    const { signingKey, config } = context;
    const reader = context.readerOf(network);
    const row = await findIntroduction(reader, introduction);
    if (!row) return { letters: [] };
    const named = await namesIn(reader, row);
    const now = context.now();
    const othersThan = (person: string) =>
      named.people
        .filter((one) => one.person !== person && (part !== 'exchange' || isConnected(row, one.person)))
        .map(({ name, email, community }) => ({
          name,
          ...(community && { community }),
          ...(part === 'exchange' && { email }),
        }));
    const expires = new Date(row.askedAt.getTime() + yearMs);
    const linkFor = async (person: string): Promise<string> => {
      if (part === 'follow-up') return `${publicUrlOf(config, network)}/`;
      const claims = { net: network, sub: person, introduction };
      const token = await signLink(signingKey, 'introduction', claims, expires);
      return `${publicUrlOf(config, network)}/introduction#token=${token}`;
    };
    const letters = people
      .filter((person) => mayGet(row, part, person, now))
      .map(async (person) => ({
        person,
        weaver: named.weaver,
        reason: row.reason,
        others: othersThan(person),
        until: row.expiresAt.toISOString(),
        link: await linkFor(person),
      }));
    return { letters: (await Promise.all(letters)).filter(({ others }) => others.length > 0) };
  }),
];
