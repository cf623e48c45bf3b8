import { sendingContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { outcomesAmong, waitingAmong } from '../wishes/told.ts';
import type { SendingSettings } from './settings.ts';
import { spend } from './spend.ts';
import { sendingWishes } from './store.ts';

/** What others ask before letters go out on somebody's wish, and notification as hosts are told of a request. */
export const sendingQuestions = (context: ServiceContext<SendingSettings>): AnsweredQuestion[] => [
  answer(sendingContract.questions.spend, (spending) => spend(context, spending)),
  answer(sendingContract.questions.waiting, async ({ network, requests }) =>
    waitingAmong(
      await sendingWishes.among(context.readerOf(network), requests),
      `${publicUrlOf(context.config, network)}/to-decide`,
    ),
  ),
  answer(sendingContract.questions.outcomes, async ({ network, requests }) =>
    outcomesAmong(
      await sendingWishes.among(context.readerOf(network), requests),
      'accepted',
      ({ reason: what, answer: reason }) => ({ what, reason }),
      `${publicUrlOf(context.config, network)}/`,
    ),
  ),
];
