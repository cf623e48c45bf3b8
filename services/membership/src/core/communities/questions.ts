import { digestsContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { newestCommunities } from './store.ts';

const mostNamed = 50;

/** What membership has for the digest: the communities that came into being in its period. */
export const communityQuestions = ({ config, readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(digestsContract.questions.section, async ({ network, from, until }) => {
    const rows = await newestCommunities(readerOf(network), mostNamed);
    const founded = rows.filter(({ statusHistory }) => {
      const since = statusHistory[0]?.since.toISOString() ?? '';
      return since >= from && since < until;
    });
    const items = founded.map(({ _id, name, domain }) => ({
      title: name,
      detail: domain,
      link: `${publicUrlOf(config, network)}/communities/${_id}`,
    }));
    return {
      service: 'membership',
      sections: items.length ? [{ service: 'membership', title: 'New communities', items }] : [],
    };
  }),
];
