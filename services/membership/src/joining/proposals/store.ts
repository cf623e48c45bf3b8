import type { Proposal } from '@skein/contracts';
import {
  declareCollection,
  holds,
  type Order,
  type Paging,
  type Reader,
  readPage,
  renamed,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { addressesFoundIn, addressesOf } from '../../core/erasure-list/addresses.ts';
import { ProposalRow } from './row.ts';

export const communityProposalsCollection = declareCollection({
  name: 'community_proposals',
  schema: ProposalRow,
  grows: 'so many a day for each member; kept as the history of communities',
  freeText: {
    at: ['name', 'domain', 'description', 'why', 'history.comment'],
    what: 'A proposal for a community',
    link: ({ _id }) => `/api/v1/community-proposals/${_id}`,
  },
  called: 'name',
  indexes: [
    { key: { network: 1, proposer: 1, _id: -1 } },
    { key: { network: 1, status: 1, _id: -1 } },
    { key: { network: 1, founders: 1 } },
  ],
  people: holds<ProposalRow>({
    title: 'Communities that you proposed, or were to found',
    at: ['proposer', 'founders', 'history.by'],
    // To a founder, what was written is the proposer’s.
    foundBy: addressesFoundIn,
    find: async (reader, { network, person }) => ({
      network,
      $or: [
        ...['proposer', 'founders', 'history.by'].map((path) => ({ [path]: person })),
        { invite: { $in: await addressesOf(reader, person) } },
      ],
    }),
    show: ({ name, domain, description, why, status, proposer }, person) =>
      proposer === person ? { name, domain, description, why, status } : { name, status },
    erase: {
      does: 'change',
      why: 'A proposal of somebody else stands; that you had to do with it is gone.',
      to: (row, person, stranger) =>
        row.proposer === person
          ? undefined
          : {
              ...renamed(row, ['history.by'], person, stranger),
              founders: row.founders.filter((founder) => founder !== person),
              // Found by their address alone: the list of whom to invite is written again without it.
              ...(![...row.founders, ...row.history.map(({ by }) => by)].includes(person) && {
                invite: [],
              }),
            },
    },
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const proposals = rowsIn(communityProposalsCollection);
const newestFirst: Order = [['_id', -1]];

export const findProposal = (reader: Reader, id: string): Promise<ProposalRow | null> =>
  proposals(reader).findOne({ _id: id, network: reader.network });

export const putProposal = async (tx: Tx, row: ProposalRow): Promise<void> => {
  await proposals(tx).replaceOne({ _id: row._id, network: row.network }, row, {
    upsert: true,
  });
};

/** These proposals, whatever became of them. */
export const findProposals = (reader: Reader, ids: readonly string[]): Promise<ProposalRow[]> =>
  proposals(reader)
    .find({ network: reader.network, _id: { $in: [...ids] } })
    .toArray();

/** One page of the proposals, the latest first. */
export const pageOfProposals = (
  reader: Reader,
  asked: { readonly proposer?: string | undefined; readonly status?: ProposalRow['status'] | undefined },
  query: Paging,
) => {
  const { proposer, status } = asked;
  const filter = { network: reader.network, ...(proposer && { proposer }), ...(status && { status }) };
  return readPage(proposals(reader), filter, newestFirst, query, presentProposal);
};

/** Lets proposals that are to invite one address invite another. */
export const moveProposed = async (tx: Tx, from: string, to: string): Promise<void> => {
  const others = { $setDifference: ['$invite', [{ $literal: from }]] };
  const invite = { $setUnion: [others, [{ $literal: to }]] };
  await proposals(tx).updateMany({ network: tx.network, invite: from }, [{ $set: { invite } }]);
};

export const presentProposal = ({ _id, network: _, history, ...facts }: ProposalRow): Proposal => ({
  id: _id,
  ...facts,
  history: history.map(({ version: __, at, ...entry }) => ({ ...entry, at: at.toISOString() })),
});
