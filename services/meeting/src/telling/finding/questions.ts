import { searchContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, type ServiceContext } from '@skein/service-kit';
import { findMeetings } from '../../gathering/meetings/search.ts';
import { findKept } from './kept.ts';
import { findRecords } from './records.ts';

/** What a search of the network asks: meetings first, then what came out of them. */
export const findingQuestions = ({ now, readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(searchContract.questions.meeting, async ({ network, ...sought }) => {
    const reader = readerOf(network);
    const found = await Promise.all([
      findMeetings(reader, now(), sought),
      findRecords(reader, sought),
      findKept(reader, sought),
    ]);
    return { items: found.flatMap(({ items }) => items), more: found.flatMap(({ more }) => more) };
  }),
];
