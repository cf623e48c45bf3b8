import { sendingContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import type { SendingSettings } from './settings.ts';
import { spend } from './spend.ts';
import { findOpenRequests } from './store.ts';

/** What others ask before letters go out on somebody's wish, and notification as hosts are told of a request. */
export const sendingQuestions = (context: ServiceContext<SendingSettings>): AnsweredQuestion[] => [
  answer(sendingContract.questions.spend, (spending) => spend(context, spending)),
  answer(sendingContract.questions.waiting, async ({ network, requests }) => {
    const rows = await findOpenRequests(context.readerOf(network), requests);
    const link = `${publicUrlOf(context.config, network)}/`;
    return { waiting: rows.map(({ _id: request }) => ({ request, link })) };
  }),
];
