import type { Prospect, ProspectStage } from '@skein/contracts';
import {
  declareCollection,
  holds,
  holdsNobody,
  type Order,
  type Paging,
  type Reader,
  readPage,
  renamed,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import type { Filter } from 'mongodb';
import { addressesFoundIn, addressesOf } from '../../core/erasure-list/addresses.ts';
import { isOverdue, stageOf } from './decide.ts';
import { FigureRow, ProspectRow } from './row.ts';

const prospectsCollection = declareCollection({
  name: 'prospects',
  schema: ProspectRow,
  grows: 'made into figures 180 days after they were last spoken to, or as set',
  freeText: {
    at: ['source', 'contacts.note'],
    what: 'What was noted of somebody who might join',
    link: ({ _id }) => `/api/v1/prospects/${_id}`,
  },
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
    foundBy: addressesFoundIn,
    find: async (reader, { network, person }) => ({
      network,
      $or: [
        ...['person', 'owner', 'contacts.by'].map((path) => ({ [path]: person })),
        { email: { $in: await addressesOf(reader, person) } },
      ],
    }),
    // To a contacter the row is about somebody else.
    show: ({ name, email, contact, source, contacts, outcome, person, addedAt, community, owner }, whose) =>
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
    merge: { does: 'rename' },
  }),
});

const prospectFiguresCollection = declareCollection({
  name: 'prospect_figures',
  schema: FigureRow,
  grows: 'one small row for each of them, without who they were',
  indexes: [{ key: { network: 1, addedAt: 1 } }],
  people: holdsNobody('how many went how far, without who they were'),
});

export const prospectCollections = [prospectsCollection, prospectFiguresCollection];

const prospects = rowsIn(prospectsCollection);
const newestFirst: Order = [['_id', -1]];
const figures = rowsIn(prospectFiguresCollection);

export const findProspect = (reader: Reader, id: string): Promise<ProspectRow | null> =>
  prospects(reader).findOne({ _id: id, network: reader.network });

/** Whether another one has this address. */
export const isAddressTaken = async (
  tx: Tx,
  { network, email, _id }: Pick<ProspectRow, 'network' | 'email' | '_id'>,
): Promise<boolean> =>
  email !== undefined &&
  (await prospects(tx).countDocuments({ network, email, _id: { $ne: _id } }, { limit: 1 })) > 0;

export const findByAddress = (tx: Tx, email: string): Promise<ProspectRow | null> =>
  prospects(tx).findOne({ network: tx.network, email });

/** Writes somebody, and what the figures count of them. */
export const putProspect = async (tx: Tx, row: ProspectRow): Promise<void> => {
  const { _id, network, community, addedAt } = row;
  await prospects(tx).replaceOne({ _id, network }, row, { upsert: true });
  const figure = { _id, network, ...(community && { community }), stage: stageOf(row), addedAt };
  await figures(tx).replaceOne({ _id, network }, figure, { upsert: true });
};

/** Takes somebody out; their figure stays. */
export const removeProspect = async (tx: Tx, { _id, network }: ProspectRow): Promise<void> => {
  await prospects(tx).deleteOne({ _id, network });
};

/** Those whose time is over, the longest over first. */
export const outlived = (tx: Tx, limit: number): Promise<ProspectRow[]> =>
  prospects(tx)
    .find({ network: tx.network, forgetAt: { $lte: tx.now } })
    .sort({ forgetAt: 1 })
    .limit(limit)
    .toArray();

/** One page of those whom a filter finds, the latest first. */
export const pageOfProspects = (reader: Reader, filter: Filter<ProspectRow>, today: string, query: Paging) =>
  readPage(prospects(reader), filter, newestFirst, query, (row) => presentProspect(row, today));

/** What is due for these contacters by a day, the longest due first. */
export const dueFor = (reader: Reader, owners: readonly string[], day: string): Promise<ProspectRow[]> =>
  prospects(reader)
    .find({ network: reader.network, owner: { $in: [...owners] }, due: { $lte: day } })
    .sort({ due: 1 })
    .toArray();

/** Some network in which somebody's time is over, or, on a day on which people are reminded, a reminder is due. */
export const waitingInAllNetworks = async (
  { db }: Pick<Reader, 'db'>,
  now: Date,
  today: string | undefined,
): Promise<string | undefined> => {
  const due = today ? [{ remindOn: { $lte: today } }] : [];
  const first = await prospects({ db }).findOne(
    { $or: [{ forgetAt: { $lte: now } }, ...due] },
    { projection: { network: 1 } },
  );
  return first?.network;
};

/** A contacter who is to be reminded by a day, with those of whom; the reminder is marked as given. */
export const takeReminder = async (
  tx: Tx,
  day: string,
  limit: number,
): Promise<{ readonly owner: string; readonly ids: string[] } | undefined> => {
  const due = { network: tx.network, remindOn: { $lte: day } };
  const first = await prospects(tx).findOne(due, { sort: { remindOn: 1 } });
  if (!first) return undefined;
  const { owner } = first;
  const rows = await prospects(tx)
    .find({ ...due, owner }, { projection: { _id: 1 } })
    .limit(limit)
    .toArray();
  const ids = rows.map(({ _id }) => _id);
  // Being reminded changes nothing that anybody edits, so the version stays as it is.
  await prospects(tx).updateMany({ _id: { $in: ids }, network: tx.network }, { $unset: { remindOn: 1 } });
  return { owner, ids };
};

/** Lets the conversation with one address go on with another; where that has one of its own, by the person's id. */
export const moveProspects = async (tx: Tx, from: string, to: string, person: string): Promise<void> => {
  const byAddress = { network: tx.network, email: from };
  const other = await prospects(tx).findOne({ network: tx.network, email: to });
  // One address is in one conversation: the other one knows them by their id.
  const change = other ? { $unset: { email: 1 as const }, $set: { person } } : { $set: { email: to } };
  await prospects(tx).updateOne(byAddress, change);
};

interface Period {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly community?: string | undefined;
}

/** How many stand in each stage, of those added in a period. */
export const countStages = async (
  reader: Reader,
  { from, until, community }: Period,
): Promise<Map<ProspectStage, number>> => {
  const addedAt = { ...(from && { $gte: new Date(from) }), ...(until && { $lt: new Date(until) }) };
  const filter = {
    network: reader.network,
    ...(community && { community }),
    ...((from || until) && { addedAt }),
  };
  const rows = await figures(reader)
    .aggregate<{ _id: ProspectStage; people: number }>([
      { $match: filter },
      { $group: { _id: '$stage', people: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(rows.map(({ _id, people }) => [_id, people]));
};

export const presentProspect = (row: ProspectRow, today: string): Prospect => {
  // Which member they became is for nobody to learn by an address.
  const { _id, network: _, remindOn: __, person: ___, contacts, addedAt, forgetAt, ...facts } = row;
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
