import { rectificationContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { findRectifications } from './store.ts';

/** What notification asks as the letter about an outcome goes out. */
export const rectificationQuestions = ({ config, readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(rectificationContract.questions.waiting, async ({ network, requests }) => {
    const rows = await findRectifications(readerOf(network), requests);
    const link = `${publicUrlOf(config, network)}/`;
    return {
      waiting: rows.flatMap(({ _id: request, status }) => (status === 'open' ? [{ request, link }] : [])),
    };
  }),
  answer(rectificationContract.questions.outcomes, async ({ network, requests }) => {
    const rows = await findRectifications(readerOf(network), requests);
    const link = `${publicUrlOf(config, network)}/`;
    const outcomes = rows.flatMap(({ _id: request, what, status, reason }) =>
      status === 'open' ? [] : [{ request, what, status, ...(reason && { reason }), link }],
    );
    return { outcomes };
  }),
];
