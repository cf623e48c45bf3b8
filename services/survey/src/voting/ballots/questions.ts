import { ballotsContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, type ServiceContext } from '@skein/service-kit';
import { statusAt } from '../rounds/decide.ts';
import { findRound } from '../rounds/store.ts';
import { linksFor } from './links.ts';
import { electorsAmong } from './rolls-store.ts';

/** Personal links for notification's letters: of the electorate, while the round takes ballots. */
export const voteLinkQuestions = (context: ServiceContext): AnsweredQuestion[] => [
  answer(ballotsContract.questions.links, async ({ network, round: id, people }) => {
    const reader = context.readerOf(network);
    const round = await findRound(reader, id);
    // The first letters are written while the rest of the electorate is still being written down.
    if (!round || !['preparing', 'open'].includes(statusAt(round, context.now()))) return { links: [] };
    const electors = await electorsAmong(reader, round, people);
    const links = await linksFor(context, round, [...electors]);
    return { links: links.map(({ person, url }) => ({ person, url })) };
  }),
];
