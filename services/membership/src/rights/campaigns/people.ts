import { type CampaignAnswer, ConsentPurpose } from '@skein/contracts';
import { type CollectionDeclaration, holds, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';

/** One person asked by one campaign. They are silent until they answer, so each is in exactly one of the three. */
export const InvitedRow = z.object({
  /** `<campaign>.<person>` */
  _id: z.string(),
  network: z.string(),
  campaign: z.string(),
  person: z.string(),
  purpose: ConsentPurpose,
  deadline: z.date(),
  answer: z.enum(['yes', 'no', 'silent']),
  answeredAt: z.date().optional(),
  /** When the deadline was carried out for them: nothing changes the row after that. */
  settledAt: z.date().optional(),
});
export type InvitedRow = z.infer<typeof InvitedRow>;

const strictness = { silent: 0, yes: 1, no: 2 } as const;

/** Of one person's two answers the one that stops more: merging gives no consent. */
const stricter = (kept: InvitedRow, gone: InvitedRow): InvitedRow => {
  const { answer, answeredAt } = strictness[gone.answer] > strictness[kept.answer] ? gone : kept;
  return { ...kept, answer, ...(answeredAt && { answeredAt }) };
};

export const invitedCollections: CollectionDeclaration[] = [
  {
    name: 'campaign_people',
    schema: InvitedRow,
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
      join: {
        does: 'rename',
        idFor: ({ campaign, person }) => `${campaign}.${person}`,
        beside: ({ _id, network }) => ({ _id, network }),
        resolve: stricter,
      },
    }),
  },
];

const invited = (db: Db) => db.collection<InvitedRow>('campaign_people');

export const findInvited = (
  db: Db,
  network: string,
  campaign: string,
  person: string,
  session?: ClientSession,
): Promise<InvitedRow | null> =>
  invited(db).findOne({ _id: `${campaign}.${person}`, network }, session ? { session } : {});

export const insertInvited = async (tx: Tx, rows: readonly InvitedRow[]): Promise<void> => {
  if (rows.length) await invited(tx.db).insertMany([...rows], { session: tx.session });
};

export const putInvited = async (tx: Tx, row: InvitedRow): Promise<void> => {
  await invited(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session: tx.session });
};

/** Marks the deadline as carried out for these people. */
export const settleInvited = async (tx: Tx, network: string, rows: readonly InvitedRow[]): Promise<void> => {
  const ids = rows.map(({ _id }) => _id);
  await invited(tx.db).updateMany(
    { _id: { $in: ids }, network },
    { $set: { settledAt: tx.now } },
    { session: tx.session },
  );
};

/** What a person decided by another way than the campaign's link counts in every campaign that asks them the same. */
export const answeredElsewhere = async (
  tx: Tx,
  network: string,
  person: string,
  purpose: ConsentPurpose,
  answer: CampaignAnswer,
): Promise<void> => {
  await invited(tx.db).updateMany(
    { network, person, purpose, deadline: { $gt: tx.now }, settledAt: { $exists: false } },
    { $set: { answer, answeredAt: tx.now } },
    { session: tx.session },
  );
};

/** Those who are silent, from a person on, in the order of their ids. */
export const silentAfter = (
  tx: Tx,
  network: string,
  campaign: string,
  cursor: string,
  limit: number,
): Promise<InvitedRow[]> =>
  invited(tx.db)
    .find({ network, campaign, answer: 'silent', person: { $gt: cursor } }, { session: tx.session })
    .sort({ person: 1 })
    .limit(limit)
    .toArray();

/** Those for whom the deadline has not been carried out, but for who said yes: theirs is carried out already. */
export const unsettled = (tx: Tx, network: string, campaign: string, limit: number): Promise<InvitedRow[]> =>
  invited(tx.db)
    .find(
      { network, campaign, answer: { $in: ['no', 'silent'] }, settledAt: { $exists: false } },
      { session: tx.session },
    )
    .limit(limit)
    .toArray();

export interface Counts {
  readonly invited: number;
  readonly yes: number;
  readonly no: number;
  readonly silent: number;
}

/** How these campaigns stand just now. */
export const countsOf = async (
  db: Db,
  network: string,
  campaigns: readonly string[],
  session?: ClientSession,
): Promise<(campaign: string) => Counts> => {
  const rows = await invited(db)
    .aggregate<{ _id: { campaign: string; answer: InvitedRow['answer'] }; people: number }>(
      [
        { $match: { network, campaign: { $in: [...campaigns] } } },
        { $group: { _id: { campaign: '$campaign', answer: '$answer' }, people: { $sum: 1 } } },
      ],
      session ? { session } : {},
    )
    .toArray();
  return (campaign) => {
    const of = (answer: InvitedRow['answer']) =>
      rows.find(({ _id }) => _id.campaign === campaign && _id.answer === answer)?.people ?? 0;
    const [yes, no, silent] = [of('yes'), of('no'), of('silent')];
    return { invited: yes + no + silent, yes, no, silent };
  };
};
