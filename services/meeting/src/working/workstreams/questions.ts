import { workstreamsContract } from '@skein/contracts';
import {
  type AnsweredQuestion,
  answer,
  publicUrlOf,
  type ServiceContext,
  signLink,
} from '@skein/service-kit';
import { firstOpenSteps, waitingSteps } from './store.ts';

/** As long as a letter’s link answers. */
const linkDays = 60;

/** What membership asks for its state-of-play table, and notification for the letters to those who are asked. */
export const workstreamQuestions = ({
  config,
  now,
  readerOf,
  signingKey,
}: ServiceContext): AnsweredQuestion[] => [
  answer(workstreamsContract.questions.openSteps, async ({ network, communities, most }) => ({
    communities: await firstOpenSteps(readerOf(network), communities, most),
  })),
  answer(workstreamsContract.questions.waiting, async ({ network, requests }) => {
    const steps = await waitingSteps(readerOf(network), requests);
    const link = (community: string) => `${publicUrlOf(config, network)}/communities/${community}/work`;
    const expires = new Date(now().getTime() + linkDays * 24 * 60 * 60 * 1000);
    const answerLink = async (step: string, sub: string) => {
      const token = await signLink(signingKey, 'step-answer', { net: network, sub, step }, expires);
      return [sub, `${publicUrlOf(config, network)}/step#token=${token}`] as const;
    };
    const waiting = steps.map(async ({ _id: request, title: about, community, owners }) => {
      const links = Object.fromEntries(await Promise.all(owners.map((owner) => answerLink(request, owner))));
      return { request, about, link: link(community), links };
    });
    return { waiting: await Promise.all(waiting) };
  }),
];
