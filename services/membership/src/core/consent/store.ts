import type { ConsentEntry, ConsentPurpose, EvidenceFilter } from '@skein/contracts';
import { declareCollection, holds, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { noteListing } from '../people/listing-store.ts';
import { peopleNamedBy } from '../people/store.ts';
import { type ConsentLine, ConsentRow } from './row.ts';

export const consentsCollection = declareCollection({
  name: 'consents',
  schema: ConsentRow,
  grows: 'one line for each decision of a member: the proof of consent, for six years after an erasure',
  indexes: [{ key: { network: 1, person: 1, purpose: 1, _id: -1 } }, { key: { network: 1, _id: 1 } }],
  people: holds<ConsentRow>({
    title: 'What you agreed to, and what you stopped',
    at: ['person', 'by'],
    show: ({ _id: _, network: __, person, by, ...line }, you) => ({
      ...line,
      ...(person !== you && { recordedByYouForSomebody: true }),
      ...(by && { recordedBy: by === you ? 'you' : 'a host' }),
    }),
    erase: {
      does: 'keep',
      why: 'Proof that what was sent was agreed to, for legal claims (GDPR articles 7.1 and 17.3e): under an id that leads to nobody now, for six years.',
    },
    // The ledgers of both become one; what merging them must not give back is withdrawn anew.
    merge: { does: 'rename' },
  }),
});

const ledger = rowsIn(consentsCollection);

export const insertConsents = async (tx: Tx, lines: readonly ConsentLine[]): Promise<void> => {
  const rows = lines.map((line) => ({ ...line, basis: line.basis ?? ('consent' as const) }));
  if (rows.length) await ledger(tx).insertMany(rows);
  await noteListing(tx, rows);
};

// Lines from before the ledger named a basis were all of consent.
const withBasis = (row: ConsentRow): ConsentRow => ({ ...row, basis: row.basis ?? 'consent' });

export const consentsOf = async (reader: Reader, person: string): Promise<ConsentRow[]> => {
  const rows = await ledger(reader).find({ network: reader.network, person }).sort({ _id: 1 }).toArray();
  return rows.map(withBasis);
};

/** The last line of these people for one purpose: the one that counts. */
export const lastLines = async (
  reader: Reader,
  purpose: ConsentPurpose,
  people: readonly string[],
): Promise<ConsentRow[]> => {
  const rows = await ledger(reader)
    .aggregate<{ line: ConsentRow }>([
      { $match: { network: reader.network, person: { $in: [...people] }, purpose } },
      { $sort: { person: 1, purpose: 1, _id: -1 } },
      { $group: { _id: '$person', line: { $first: '$$ROOT' } } },
    ])
    .toArray();
  return rows.map(({ line }) => withBasis(line));
};

/** What each of these people agree to now: the last line of each purpose counts. */
export const currentConsents = async (
  reader: Reader,
  people: readonly string[],
): Promise<Map<string, ConsentPurpose[]>> => {
  const rows = await ledger(reader)
    .aggregate<{ _id: string; purposes: ConsentPurpose[] }>([
      { $match: { network: reader.network, person: { $in: [...people] } } },
      { $sort: { person: 1, purpose: 1, _id: -1 } },
      { $group: { _id: { person: '$person', purpose: '$purpose' }, given: { $first: '$given' } } },
      { $match: { given: true } },
      { $group: { _id: '$_id.person', purposes: { $push: '$_id.purpose' } } },
    ])
    .toArray();
  return new Map(rows.map(({ _id, purposes }) => [_id, purposes.toSorted()]));
};

/** How many members agree to each purpose now: the ledger is kept of those who were erased, and they agree to nothing. */
export const countConsents = async (reader: Reader): Promise<Map<ConsentPurpose, number>> => {
  const rows = await ledger(reader)
    .aggregate<{ _id: ConsentPurpose; agreed: number }>([
      { $match: { network: reader.network } },
      { $sort: { network: 1, person: 1, purpose: 1, _id: -1 } },
      { $group: { _id: { person: '$person', purpose: '$purpose' }, given: { $first: '$given' } } },
      { $match: { given: true } },
      { $group: { _id: '$_id.person', purposes: { $push: '$_id.purpose' } } },
      ...peopleNamedBy(reader.network, '_id'),
      { $match: { 'people._id': { $exists: true } } },
      { $unwind: '$purposes' },
      { $group: { _id: '$purposes', agreed: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(rows.map(({ _id, agreed }) => [_id, agreed]));
};

const dayMs = 24 * 60 * 60 * 1000;

/**
 * The next consents that a filter finds, oldest first, each with when the person withdrew it: the first line after it
 * that says they do not agree.
 */
export const evidenceAfter = async (
  reader: Reader,
  { from, until, state, ...exactly }: EvidenceFilter,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<{ readonly line: ConsentRow; readonly withdrawnAt?: Date }[]> => {
  const { network } = reader;
  const at = {
    ...(from && { $gte: new Date(from) }),
    ...(until && { $lt: new Date(Date.parse(until) + dayMs) }),
  };
  const asked = Object.entries(exactly).filter(([, value]) => value !== undefined);
  const rows = await ledger(reader)
    .aggregate<ConsentRow & { ended: { at: Date }[] }>([
      {
        $match: {
          ...{ network, given: true, ...Object.fromEntries(asked), _id: { $gt: after } },
          ...((from || until) && { at }),
        },
      },
      { $sort: { _id: 1 } },
      // Without a state each line found is one of the page; with one, those that are not are passed over.
      ...(state ? [] : [{ $limit: limit }]),
      {
        $lookup: {
          from: consentsCollection.name,
          localField: 'person',
          foreignField: 'person',
          let: { purpose: '$purpose', line: '$_id' },
          pipeline: [
            {
              $match: {
                network,
                given: false,
                $expr: { $and: [{ $eq: ['$purpose', '$$purpose'] }, { $gt: ['$_id', '$$line'] }] },
              },
            },
            { $sort: { _id: 1 } },
            { $limit: 1 },
            { $project: { at: 1 } },
          ],
          as: 'ended',
        },
      },
      ...(state ? [{ $match: { ended: { $size: state === 'withdrawn' ? 1 : 0 } } }, { $limit: limit }] : []),
    ])
    .toArray();
  return rows.map(({ ended: [end], ...line }) => ({
    line: withBasis(line),
    ...(end && { withdrawnAt: end.at }),
  }));
};

/** The lines of these people, oldest first. */
export const linesOf = (reader: Reader, people: readonly string[]): Promise<ConsentRow[]> =>
  ledger(reader)
    .find({ network: reader.network, person: { $in: [...people] } })
    .sort({ _id: 1 })
    .toArray();

/** Forgets what people had agreed to: once no claim can be made any more, or where they never came. */
export const forgetConsentsOf = async (tx: Tx, people: readonly string[]): Promise<void> => {
  await ledger(tx).deleteMany({ network: tx.network, person: { $in: [...people] } });
};

export const presentConsent = ({ _id, network: _, at, ...entry }: ConsentRow): ConsentEntry => ({
  id: _id,
  ...entry,
  at: at.toISOString(),
});
