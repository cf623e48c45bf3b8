import { peopleContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, type ServiceContext } from '@skein/service-kit';
import { namesOf } from './store.ts';

/** For lists of the other services, that those who may see names download. */
export const peopleQuestions = ({ readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(peopleContract.questions.names, async ({ network, people }) => {
    const names = await namesOf(readerOf(network), people);
    return { names: [...names].map(([person, name]) => ({ person, name })) };
  }),
];
