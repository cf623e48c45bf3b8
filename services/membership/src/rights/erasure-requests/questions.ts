import { erasureContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { proposedAmong } from '../../core/erasure-list/store.ts';
import { namesOf } from '../../core/people/store.ts';

/** What notification asks as the letter about an erasure that waits goes out. */
export const erasureQuestions = ({ config, readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(erasureContract.questions.waiting, async ({ network, requests }) => {
    const reader = readerOf(network);
    const rows = await proposedAmong(reader, requests);
    const link = `${publicUrlOf(config, network)}/to-decide`;
    const names = await namesOf(
      reader,
      rows.map(({ person }) => person),
    );
    const waiting = rows.flatMap(({ _id: request, person }) => {
      const about = names.get(person);
      return about ? [{ request, about, link }] : [];
    });
    return { waiting };
  }),
];
