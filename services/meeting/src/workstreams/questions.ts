import { workstreamsContract } from '@skein/contracts';
import { answer, type RequestAnswer, type ServiceContext } from '@skein/service-kit';
import { firstOpenSteps } from './store.ts';

/** What membership asks for its state-of-play table. */
export const workstreamAnswers = ({ readerOf }: ServiceContext): RequestAnswer[] => [
  answer(workstreamsContract.questions.openSteps, async ({ network, communities, most }) => ({
    communities: await firstOpenSteps(readerOf(network), communities, most),
  })),
];
