import { communitiesContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { communityNames } from '../communities/store.ts';
import { unledSince } from './store.ts';

/** What notification asks as the letter goes that a community has nobody who facilitates. */
export const leadershipQuestions = ({ config, readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(communitiesContract.questions.unled, async ({ network, requests }) => {
    const reader = readerOf(network);
    const unled = [...(await unledSince(reader, requests)).keys()];
    const named = await communityNames(reader, unled);
    const link = `${publicUrlOf(config, network)}/state-of-play`;
    const waiting = named.map(({ _id: request, name: about }) => ({ request, about, link }));
    return { waiting };
  }),
];
