import { introductionWishesContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { outcomesAmong, waitingAmong } from '../../core/wishes/told.ts';
import { introductionWishes } from './store.ts';

/** What notification asks as letters about wishes to be introduced go out. */
export const introductionWishQuestions = ({ config, readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(introductionWishesContract.questions.waiting, async ({ network, requests }) =>
    waitingAmong(
      await introductionWishes.among(readerOf(network), requests),
      `${publicUrlOf(config, network)}/to-decide`,
    ),
  ),
  answer(introductionWishesContract.questions.outcomes, async ({ network, requests }) =>
    outcomesAmong(
      await introductionWishes.among(readerOf(network), requests),
      'introduced',
      ({ reason: what, answer: reason }) => ({ what, reason }),
      `${publicUrlOf(config, network)}/people`,
    ),
  ),
];
