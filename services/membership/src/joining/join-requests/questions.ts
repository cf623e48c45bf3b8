import { joiningContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { communityNames } from '../../core/communities/store.ts';
import { findJoinRequests } from './store.ts';

/** What notification asks as letters about requests to join go out. */
export const joiningQuestions = ({ config, readerOf }: ServiceContext): AnsweredQuestion[] => {
  const linkOf = (network: string, path: string) => `${publicUrlOf(config, network)}${path}`;
  const found = async (network: string, requests: readonly string[], status: 'waiting' | 'declined') => {
    const reader = readerOf(network);
    const rows = (await findJoinRequests(reader, requests)).filter((row) => row.status === status);
    const names = await communityNames(
      reader,
      rows.map(({ community }) => community),
    );
    return rows.flatMap((row) => {
      const about = names.find(({ _id }) => _id === row.community)?.name;
      return about === undefined ? [] : [{ ...row, about }];
    });
  };

  return [
    answer(joiningContract.questions.waiting, async ({ network, requests }) => {
      const rows = await found(network, requests, 'waiting');
      return {
        waiting: rows.map(({ _id: request, about }) => ({
          request,
          about,
          link: linkOf(network, '/to-decide'),
        })),
      };
    }),
    answer(joiningContract.questions.declined, async ({ network, requests }) => {
      const rows = await found(network, requests, 'declined');
      const link = linkOf(network, '/communities');
      return {
        declined: rows.map(({ _id: request, about: community, name, email }) => ({
          ...{ request, community, name, email, link },
        })),
      };
    }),
  ];
};
