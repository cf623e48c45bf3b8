import { proposalsContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import { findProposals } from './store.ts';

/** What notification asks as letters about proposals go out, to those who decide and to whoever proposed. */
export const proposalQuestions = ({ config, readerOf }: ServiceContext): AnsweredQuestion[] => [
  answer(proposalsContract.questions.waiting, async ({ network, requests }) => {
    const rows = await findProposals(readerOf(network), requests);
    const link = `${publicUrlOf(config, network)}/to-decide`;
    return {
      waiting: rows.flatMap(({ _id: request, status, name: about }) =>
        status === 'submitted' ? [{ request, about, link }] : [],
      ),
    };
  }),
  answer(proposalsContract.questions.steps, async ({ network, steps }) => {
    const ids = steps.map(({ proposal }) => proposal);
    const rows = await findProposals(readerOf(network), ids);
    const found = steps.flatMap(({ proposal, version }) => {
      const row = rows.find(({ _id }) => _id === proposal);
      const step = row?.history.find((entry) => entry.version === version);
      if (!row || !step) return [];
      const { status, comment } = step;
      if (status === 'submitted' || status === 'withdrawn') return [];
      const place = row.community ? `/communities/${row.community}` : `/communities/proposals/${proposal}`;
      const link = `${publicUrlOf(config, network)}${place}`;
      return [{ proposal, version, name: row.name, status, ...(comment && { comment }), link }];
    });
    return { steps: found };
  }),
];
