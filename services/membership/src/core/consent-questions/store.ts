import type { CampaignAnswer, ConsentPurpose } from '@skein/contracts';
import {
  declareCollection,
  holds,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { InvitedRow } from './row.ts';

const strictness = { silent: 0, yes: 1, no: 2 } as const;

/** Of one person's two answers the one that stops more: merging gives no consent. */
const stricter = (kept: InvitedRow, gone: InvitedRow): InvitedRow => {
  const { answer, answeredAt } = strictness[gone.answer] > strictness[kept.answer] ? gone : kept;
  return { ...kept, answer, ...(answeredAt && { answeredAt }) };
};

export const campaignPeopleCollection = declareCollection({
  name: 'campaign_people',
  schema: InvitedRow,
  grows: 'one for each member and campaign: the proof of what was asked',
  indexes: [
    { key: { network: 1, campaign: 1, answer: 1, person: 1 } },
    { key: { network: 1, person: 1, purpose: 1 } },
  ],
  people: holds<InvitedRow>({
    title: 'What campaigns asked you, and what you answered',
    at: ['person'],
    show: ({ campaign, purpose, deadline, answer, answeredAt }) => ({
      campaign,
      purpose,
      deadline,
      answer,
      answeredAt,
    }),
    erase: {
      does: 'change',
      why: 'The counts of a campaign stay true: the row stands under a new id of nobody. What was not settled yet is deleted.',
      to: (row, _person, stranger) =>
        row.settledAt && { ...row, _id: `${row.campaign}.${stranger}`, person: stranger },
    },
    merge: {
      does: 'rename',
      idFor: ({ campaign, person }) => `${campaign}.${person}`,
      beside: ({ _id, network }) => ({ _id, network }),
      resolve: stricter,
    },
  }),
});

const invited = rowsIn(campaignPeopleCollection);

export const findInvited = (reader: Reader, campaign: string, person: string): Promise<InvitedRow | null> =>
  invited(reader).findOne({ _id: `${campaign}.${person}`, network: reader.network });

export const insertInvited = async (tx: Tx, rows: readonly InvitedRow[]): Promise<void> => {
  if (rows.length) await invited(tx).insertMany([...rows]);
};

export const putInvited = async (tx: Tx, row: InvitedRow): Promise<void> => {
  await invited(tx).replaceOne({ _id: row._id, network: row.network }, row);
};

/** Marks the deadline as carried out for these people. */
export const settleInvited = async (tx: Tx, rows: readonly InvitedRow[]): Promise<void> => {
  const ids = rows.map(({ _id }) => _id);
  await invited(tx).updateMany({ _id: { $in: ids }, network: tx.network }, { $set: { settledAt: tx.now } });
};

/** What a person decided by another way than the campaign's link counts in every campaign that asks them the same. */
export const answeredElsewhere = async (
  tx: Tx,
  person: string,
  purpose: ConsentPurpose,
  answer: CampaignAnswer,
): Promise<void> => {
  await invited(tx).updateMany(
    { network: tx.network, person, purpose, deadline: { $gt: tx.now }, settledAt: { $exists: false } },
    { $set: { answer, answeredAt: tx.now } },
  );
};

/** Those of these people whom a campaign may still write to: the silent alone, or all who did not say no. */
export const stillAsked = (
  reader: Reader,
  campaign: string,
  people: readonly string[],
  silentOnly: boolean,
): Promise<InvitedRow[]> => {
  // Whoever said no meanwhile is not written to at all.
  const answer = silentOnly ? ('silent' as const) : { $ne: 'no' as const };
  return invited(reader)
    .find({ network: reader.network, campaign, person: { $in: [...people] }, answer })
    .toArray();
};

/** Those who are silent, from a person on, in the order of their ids. */
export const silentAfter = (tx: Tx, campaign: string, cursor: string, limit: number): Promise<InvitedRow[]> =>
  invited(tx)
    .find({ network: tx.network, campaign, answer: 'silent', person: { $gt: cursor } })
    .sort({ person: 1 })
    .limit(limit)
    .toArray();

/** Those for whom the deadline has not been carried out, but for who said yes: theirs is carried out already. */
export const unsettled = (tx: Tx, campaign: string, limit: number): Promise<InvitedRow[]> =>
  invited(tx)
    .find({ network: tx.network, campaign, answer: { $in: ['no', 'silent'] }, settledAt: { $exists: false } })
    .limit(limit)
    .toArray();

const byPerson: Order = [['_id', 1]];

/** One page of those whom a campaign asks, of one answer or of all. */
export const pageOfInvited = (
  reader: Reader,
  { campaign, answer }: { readonly campaign: string; readonly answer?: InvitedRow['answer'] | undefined },
  query: Paging,
) => {
  const filter = { network: reader.network, campaign, ...(answer && { answer }) };
  return readPage(invited(reader), filter, byPerson, query, ({ person, answer: said, answeredAt }) => ({
    person,
    answer: said,
    ...(answeredAt && { answeredAt: answeredAt.toISOString() }),
  }));
};

export interface Counts {
  readonly invited: number;
  readonly yes: number;
  readonly no: number;
  readonly silent: number;
}

/** How these campaigns stand just now. */
export const countsOf = async (
  reader: Reader,
  campaigns: readonly string[],
): Promise<(campaign: string) => Counts> => {
  const rows = await invited(reader)
    .aggregate<{ _id: { campaign: string; answer: InvitedRow['answer'] }; people: number }>([
      { $match: { network: reader.network, campaign: { $in: [...campaigns] } } },
      { $group: { _id: { campaign: '$campaign', answer: '$answer' }, people: { $sum: 1 } } },
    ])
    .toArray();
  return (campaign) => {
    const of = (answer: InvitedRow['answer']) =>
      rows.find(({ _id }) => _id.campaign === campaign && _id.answer === answer)?.people ?? 0;
    const [yes, no, silent] = [of('yes'), of('no'), of('silent')];
    return { invited: yes + no + silent, yes, no, silent };
  };
};
