import {
  declareCollection,
  holds,
  isDuplicateKey,
  makeApart,
  type Reader,
  rowsApart,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { type Keeping, type KeptOf, keptOf } from '../kept/kept.ts';
import { BallotMarkRow } from './row.ts';
import { linksOf } from './store.ts';

export const ballotMarksCollection = declareCollection({
  name: 'ballot_marks',
  schema: BallotMarkRow,
  clustered: true,
  indexes: [{ key: { network: 1, survey: 1, _id: 1 } }],
  apart: [{ key: { network: 1, survey: 1, _id: 1 } }],
  grows: 'one for each ballot of an open survey, then a number',
  people: holds<BallotMarkRow>({
    title: 'That you fetched a ballot',
    at: [],
    foundBy: ['invitations'],
    find: async (reader, { network, person }) => ({ network, _id: { $in: await linksOf(reader, person) } }),
    show: ({ survey }) => ({ survey }),
    erase: { does: 'remove' },
    merge: { does: 'stay' },
  }),
});

const ofAll = rowsIn(ballotMarksCollection);
const ofOne = rowsApart(ballotMarksCollection);

const marks = (reader: Pick<Reader, 'db' | 'session'>, { survey, kept }: KeptOf) =>
  kept === 'apart' ? ofOne(reader, survey) : ofAll(reader);

/** Makes the place for the marks of an open survey. */
export const makePlaceForMarks = (reader: Reader, survey: Keeping): Promise<void> =>
  survey.apart ? makeApart(reader.db, [ballotMarksCollection], survey._id) : Promise.resolve();

/** Which of these invitations to an anonymous survey have had their ballot. */
export const marksAmong = async (
  reader: Reader,
  of: KeptOf,
  invitations: readonly string[],
): Promise<Set<string>> => {
  if (invitations.length === 0) return new Set();
  const { network } = reader;
  const found = await marks(reader, of)
    .find({ network, survey: of.survey, _id: { $in: [...invitations] } }, { projection: { _id: 1 } })
    .toArray();
  return new Set(found.map(({ _id }) => _id));
};

/** Takes the mark off an invitation, whether it has one or not: that is not looked at. */
export const unmark = async (tx: Tx, of: KeptOf, invitation: string): Promise<void> => {
  await marks(tx, of).deleteOne({ _id: invitation, network: tx.network });
};

/** How many ballots an anonymous survey has given out. */
export const countBallots = async (
  reader: Reader,
  survey: Keeping & { readonly ballots?: number | undefined },
): Promise<number> =>
  survey.ballots ??
  marks(reader, keptOf(survey)).countDocuments({ network: reader.network, survey: survey._id });

/** An invitation that asks for its ballot, by the hash of the blinded one. */
export interface Claim extends KeptOf {
  readonly network: string;
  readonly invitation: string;
  readonly ballot: string;
}

/**
 * Marks invitations to one survey as having had their ballot, each once and for good, and tells what each is marked with
 * now. One round trip, however many, where none was marked before; else two.
 */
export const claimBallots = async (
  reader: Pick<Reader, 'db'>,
  of: KeptOf,
  claims: readonly Claim[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = marks(reader, of);
  const upserts = claims.map(({ network, survey, invitation, ballot }) => ({
    updateOne: {
      filter: { _id: invitation },
      update: { $setOnInsert: { network, survey, ballot } },
      upsert: true,
    },
  }));
  // Another process may mark the same one at this moment: then the mark is there.
  const { upsertedCount } = await rows.bulkWrite(upserts, { ordered: false }).catch((error: unknown) => {
    if (isDuplicateKey(error)) return { upsertedCount: 0 };
    throw error;
  });
  if (upsertedCount === claims.length)
    return new Map(claims.map(({ invitation, ballot }) => [invitation, ballot]));
  const found = await rows
    .find(
      {
        network: { $in: [...new Set(claims.map(({ network }) => network))] },
        survey: of.survey,
        _id: { $in: claims.map(({ invitation }) => invitation) },
      },
      { projection: { ballot: 1 } },
    )
    .toArray();
  return new Map(found.map(({ _id, ballot }) => [_id, ballot]));
};

/** Marks invitations of before, when the mark stood on them. */
export const insertMarks = async (
  reader: Pick<Reader, 'db'>,
  rows: readonly BallotMarkRow[],
): Promise<void> => {
  await ofAll(reader).bulkWrite(
    rows.map(({ _id, network, survey, ballot }) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: { network, survey, ballot } }, upsert: true },
    })),
    { ordered: false },
  );
};
