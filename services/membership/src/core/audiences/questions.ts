import { audiencesContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, type ServiceContext } from '@skein/service-kit';
import { awayAmong } from '../kept-away/store.ts';
import { peopleByAddress } from '../people/store.ts';
import { membersOfAudience } from './find.ts';

/** Whom surveys ask: ids alone, so many at a time. */
export const audienceQuestions = ({ readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(audiencesContract.questions.members, async (question) => {
    const people = await membersOfAudience(readerOf(question.network), question);
    const next = people.length === question.limit ? people.at(-1) : undefined;
    return { people, ...(next && { next }) };
  }),
  answer(audiencesContract.questions.byAddress, async ({ network, addresses }) => {
    const reader = readerOf(network);
    const rows = await peopleByAddress(reader, addresses);
    const away = await awayAmong(reader, addresses);
    return { members: rows.map(({ _id, email }) => ({ email, person: _id })), away: [...away.keys()] };
  }),
];
