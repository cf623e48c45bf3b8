import { workstreamsContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, type ServiceContext } from '@skein/service-kit';
import { firstOpenSteps } from './store.ts';

/** What membership asks for its state-of-play table. */
export const workstreamQuestions = ({ readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(workstreamsContract.questions.openSteps, async ({ network, communities, most }) => ({
    communities: await firstOpenSteps(readerOf(network), communities, most),
  })),
];
