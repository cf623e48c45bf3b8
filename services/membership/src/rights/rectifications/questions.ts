import { rectificationContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { outcomesAmong, waitingAmong } from '../../core/wishes/told.ts';
import { rectifications } from './store.ts';

/** What notification asks as letters about what is to be put right go out. */
export const rectificationQuestions = ({ config, readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(rectificationContract.questions.waiting, async ({ network, requests }) =>
    waitingAmong(
      await rectifications.among(readerOf(network), requests),
      `${publicUrlOf(config, network)}/to-decide`,
    ),
  ),
  answer(rectificationContract.questions.outcomes, async ({ network, requests }) =>
    outcomesAmong(
      await rectifications.among(readerOf(network), requests),
      'done',
      (row) => row,
      `${publicUrlOf(config, network)}/me/data`,
    ),
  ),
];
