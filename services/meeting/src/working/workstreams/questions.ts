import { workstreamsContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { firstOpenSteps, waitingSteps } from './store.ts';

/** What membership asks for its state-of-play table, and notification for the letters to those who are asked. */
export const workstreamQuestions = ({ config, readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(workstreamsContract.questions.openSteps, async ({ network, communities, most }) => ({
    communities: await firstOpenSteps(readerOf(network), communities, most),
  })),
  answer(workstreamsContract.questions.waiting, async ({ network, requests }) => {
    const steps = await waitingSteps(readerOf(network), requests);
    const link = (community: string) => `${publicUrlOf(config, network)}/communities/${community}/work`;
    return {
      waiting: steps.map(({ _id: request, title: about, community }) => ({
        ...{ request, about, link: link(community) },
      })),
    };
  }),
];
