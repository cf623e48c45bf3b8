import { ContactChannel, type Prospect, ProspectOutcome, ProspectStage } from '@skein/contracts';
import { type CollectionDeclaration, holds, holdsNobody, renamed, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { addressesOf } from '../../rights/erasure-requests/addresses.ts';
import { isOverdue, stageOf } from './decide.ts';

/** Somebody who might become a member. */
export const ProspectRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  name: z.string(),
  /** In lower case, as every address: by it they are found when they ask what is held about them. */
  email: z.string().optional(),
  contact: z.string().optional(),
  source: z.string(),
  community: z.string().optional(),
  owner: z.string(),
  channel: ContactChannel.optional(),
  due: z.string().optional(),
  /** The day on which the contacter is to be reminded; gone once they were. */
  remindOn: z.string().optional(),
  contacts: z.array(z.object({ at: z.date(), by: z.string(), channel: ContactChannel, note: z.string() })),
  outcome: ProspectOutcome.optional(),
  person: z.string().optional(),
  addedAt: z.date(),
  forgetAt: z.date(),
});
export type ProspectRow = z.infer<typeof ProspectRow>;

/** What stays of somebody for the figures: nothing that says who they were. */
export const FigureRow = z.object({
  _id: z.string(),
  network: z.string(),
  community: z.string().optional(),
  stage: ProspectStage,
  addedAt: z.date(),
});
export type FigureRow = z.infer<typeof FigureRow>;

export const prospectCollections: CollectionDeclaration[] = [
  {
    name: 'prospects',
    schema: ProspectRow,
    indexes: [
      { key: { network: 1, _id: -1 } },
      { key: { network: 1, owner: 1, _id: -1 } },
      { key: { network: 1, community: 1, _id: -1 } },
      // One address is spoken to by one contacter.
      {
        key: { network: 1, email: 1 },
        unique: true,
        partialFilterExpression: { email: { $exists: true } },
      },
      { key: { remindOn: 1, owner: 1 }, sparse: true },
      { key: { forgetAt: 1 } },
    ],
    people: holds<ProspectRow>({
      title: 'Conversations about becoming a member, and those you were to have with others',
      at: ['person', 'owner', 'contacts.by'],
      // Before they join, somebody is known by their address alone.
      find: async (db, whose, session) => ({
        network: whose.network,
        $or: [
          ...['person', 'owner', 'contacts.by'].map((path) => ({ [path]: whose.person })),
          { email: { $in: await addressesOf(db, whose, session) } },
        ],
      }),
      // To a contacter the row is about somebody else.
      show: (
        { name, email, contact, source, contacts, outcome, person, addedAt, community, owner },
        whose,
      ) =>
        person === whose || ![owner, ...contacts.map(({ by }) => by)].includes(whose)
          ? {
              name,
              email,
              contact,
              source,
              contacts: contacts.map(({ by: _, ...made }) => made),
              outcome,
              addedAt,
            }
          : { community, contacts: contacts.filter(({ by }) => by === whose) },
      erase: {
        does: 'change',
        why: 'A conversation with somebody else goes on; that you were to lead it is gone.',
        to: (row, person, stranger) =>
          row.person !== person && [row.owner, ...row.contacts.map(({ by }) => by)].includes(person)
            ? renamed(row, ['owner', 'contacts.by'], person, stranger)
            : undefined,
      },
      join: { does: 'rename' },
    }),
  },
  {
    name: 'prospect_figures',
    schema: FigureRow,
    indexes: [{ key: { network: 1, addedAt: 1 } }],
    people: holdsNobody('how many went how far, without who they were'),
  },
];

export const prospects = (db: Db) => db.collection<ProspectRow>('prospects');
const figures = (db: Db) => db.collection<FigureRow>('prospect_figures');

export const findProspect = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<ProspectRow | null> => prospects(db).findOne({ _id: id, network }, session ? { session } : {});

/** Whether another one has this address. */
export const isAddressTaken = async (
  tx: Tx,
  { network, email, _id }: Pick<ProspectRow, 'network' | 'email' | '_id'>,
): Promise<boolean> =>
  email !== undefined &&
  (await prospects(tx.db).countDocuments(
    { network, email, _id: { $ne: _id } },
    { session: tx.session, limit: 1 },
  )) > 0;

/** Writes somebody, and what the figures count of them. */
export const putProspect = async (tx: Tx, row: ProspectRow): Promise<void> => {
  const { _id, network, community, addedAt } = row;
  const options = { session: tx.session, upsert: true };
  await prospects(tx.db).replaceOne({ _id, network }, row, options);
  const figure = { _id, network, ...(community && { community }), stage: stageOf(row), addedAt };
  await figures(tx.db).replaceOne({ _id, network }, figure, options);
};

/** Takes somebody out; their figure stays. */
export const removeProspect = async (tx: Tx, { _id, network }: ProspectRow): Promise<void> => {
  await prospects(tx.db).deleteOne({ _id, network }, { session: tx.session });
};

/** Those whose time is over, the longest over first. */
export const outlived = (tx: Tx, limit: number): Promise<ProspectRow[]> =>
  prospects(tx.db)
    .find({ network: tx.network, forgetAt: { $lte: tx.now } }, { session: tx.session })
    .sort({ forgetAt: 1 })
    .limit(limit)
    .toArray();

interface Period {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly community?: string | undefined;
}

/** How many stand in each stage, of those added in a period. */
export const countStages = async (
  db: Db,
  network: string,
  { from, until, community }: Period,
): Promise<Map<ProspectStage, number>> => {
  const addedAt = { ...(from && { $gte: new Date(from) }), ...(until && { $lt: new Date(until) }) };
  const filter = { network, ...(community && { community }), ...((from || until) && { addedAt }) };
  const rows = await figures(db)
    .aggregate<{ _id: ProspectStage; people: number }>([
      { $match: filter },
      { $group: { _id: '$stage', people: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(rows.map(({ _id, people }) => [_id, people]));
};

export const presentProspect = (row: ProspectRow, today: string): Prospect => {
  const { _id, network: _, remindOn: __, contacts, addedAt, forgetAt, ...facts } = row;
  return {
    id: _id,
    ...facts,
    stage: stageOf(row),
    overdue: isOverdue(row, today),
    contacts: contacts.map(({ at, ...contact }) => ({ ...contact, at: at.toISOString() })),
    addedAt: addedAt.toISOString(),
    forgetAt: forgetAt.toISOString(),
  };
};
