import {
  declareCollection,
  holdsNobody,
  type Order,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import type { KeptOf } from '../kept/kept.ts';
import { SurveyRow } from './row.ts';

export const surveysCollection = declareCollection({
  name: 'surveys',
  schema: SurveyRow,
  grows: 'by those who run surveys',
  freeText: {
    at: ['title'],
    what: 'What a survey is called',
    link: ({ _id }) => `/results#id=${_id}`,
  },
  called: 'title',
  indexes: [
    { key: { network: 1, _id: -1 } },
    { key: { network: 1, community: 1, _id: -1 } },
    { key: { network: 1, instrument: 1, _id: -1 } },
    { key: { network: 1, 'audience.meeting': 1 } },
    { key: { status: 1, closesAt: 1 } },
    {
      key: { status: 1, closesAfter: 1 },
      partialFilterExpression: { closesAfter: { $exists: true } },
    },
    {
      key: { network: 1, instrument: 1, 'past.digest': 1 },
      unique: true,
      partialFilterExpression: { 'past.digest': { $exists: true } },
    },
  ],
  people: holdsNobody('what is asked; whom is in the invitations'),
});

const surveys = rowsIn(surveysCollection);

export const findSurvey = (reader: Reader, id: string): Promise<SurveyRow | null> =>
  surveys(reader).findOne({ _id: id, network: reader.network });

/** The survey that a file of earlier responses was brought in as. */
export const findPast = (reader: Reader, instrument: string, digest: string): Promise<SurveyRow | null> =>
  surveys(reader).findOne({ network: reader.network, instrument, 'past.digest': digest });

export const insertSurvey = async (tx: Tx, row: SurveyRow): Promise<void> => {
  await surveys(tx).insertOne(row);
};

export const replaceSurvey = async (tx: Tx, row: SurveyRow): Promise<void> => {
  await surveys(tx).replaceOne({ _id: row._id, network: tx.network }, row);
};

export const surveysById = (reader: Reader, ids: readonly string[]): Promise<SurveyRow[]> =>
  surveys(reader)
    .find({ network: reader.network, _id: { $in: [...ids] } })
    .toArray();

/** The latest surveys of an instrument, of one community or of all the network. */
export const latestSurveys = (
  reader: Reader,
  instrument: string,
  community: string | undefined,
  limit: number,
): Promise<SurveyRow[]> =>
  surveys(reader)
    .find({ network: reader.network, instrument, ...(community && { community }) })
    .sort({ _id: -1 })
    .limit(limit)
    .toArray();

interface Listing {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly status?: SurveyRow['status'] | undefined;
  readonly community?: string | undefined;
  readonly meeting?: string | undefined;
  /** Of these alone, and of those that anyone may answer. */
  readonly among?: readonly string[] | undefined;
}

const newestFirst: Order = [['_id', -1]];

/** The surveys of the network, the newest first; one whose time is up is closed. */
export const listSurveys = <I>(reader: Reader, query: Listing, now: Date, present: (row: SurveyRow) => I) => {
  const { status, community, meeting, among } = query;
  const timely = {
    preparing: { status: 'preparing' as const, closesAt: { $gt: now } },
    open: { status: 'open' as const, closesAt: { $gt: now } },
    closed: { $or: [{ status: 'closed' as const }, { closesAt: { $lte: now } }] },
  };
  const filter = {
    network: reader.network,
    ...(community && { community }),
    ...(meeting && { 'audience.meeting': meeting }),
    ...(among && { $or: [{ _id: { $in: [...among] } }, { 'audience.kind': 'open' as const }] }),
  };
  const wanted = { $and: [filter, status ? timely[status] : {}] };
  return readPage(surveys(reader), wanted, newestFirst, query, present);
};

/** The open surveys that anyone, or a whole community, may answer, the newest first; at most so many. */
export const openToMany = (reader: Reader, now: Date, limit: number): Promise<SurveyRow[]> =>
  surveys(reader)
    .find({
      network: reader.network,
      status: 'open',
      closesAt: { $gt: now },
      'audience.kind': { $in: ['open', 'community'] },
    })
    .sort({ _id: -1 })
    .limit(limit)
    .toArray();

/** Whether any survey asks this version that is open, or was closed after then. */
export const asksVersion = async (
  reader: Reader,
  instrument: string,
  number: number,
  closedAfter: Date,
): Promise<boolean> =>
  (await surveys(reader).findOne({
    network: reader.network,
    instrument,
    $and: [
      { $or: [{ versions: number }, { instrumentVersion: number }] },
      { $or: [{ status: 'open' }, { closedAt: { $gt: closedAfter } }] },
    ],
  })) !== null;

/** Two who remind at the same moment meet here, and the second one is refused. */
export const lockReminders = async (tx: Tx, { _id }: SurveyRow): Promise<void> => {
  await surveys(tx).updateOne({ _id, network: tx.network }, { $set: { remindedAt: tx.now } });
};

/**
 * Where something of a survey is to be written now. Throws while it is being brought home: it comes again. What is stored
 * after the closing meets whoever begins with that, so that nothing is written apart which is not brought home.
 */
export const whereToWrite = async (tx: Tx, id: string): Promise<KeptOf> => {
  const ours = { _id: id, network: tx.network };
  const survey = await surveys(tx).findOne(ours, { projection: { apart: 1, status: 1 } });
  if (!survey?.apart)
    return { survey: id, kept: 'home', ...(survey?.status === 'closed' && { ended: true }) };
  if (survey.apart === 'coming-home')
    throw new Error(`what came of survey ${id} is being written anew just now; this is tried again`);
  if (survey.status === 'closed') await surveys(tx).updateOne(ours, { $inc: { late: 1 } });
  return { survey: id, kept: 'apart' };
};

/** From now on nothing is written apart. */
export const noteComingHome = async (reader: Reader, id: string): Promise<void> => {
  const open = { _id: id, network: reader.network, apart: 'open' as const };
  await surveys(reader).updateOne(open, { $set: { apart: 'coming-home' } });
};

/** Now all is at home, and how many ballots there were is all that is known of them. */
export const noteAtHome = async (reader: Reader, id: string, ballots: number | undefined): Promise<void> => {
  const change = { $unset: { apart: '' as const }, ...(ballots !== undefined && { $set: { ballots } }) };
  // Where another process has noted it meanwhile, there may be no ballots left to count.
  const coming = { _id: id, network: reader.network, apart: 'coming-home' as const };
  await surveys(reader).updateOne(coming, change);
};

/** Counts a ballot that was replaced, and tells how many were by now. */
export const countReplacedBallot = async (
  tx: Tx,
  { _id, replacedBallots = 0 }: SurveyRow,
): Promise<number> => {
  await surveys(tx).updateOne({ _id, network: tx.network }, { $inc: { replacedBallots: 1 } });
  return replacedBallots + 1;
};

type Everywhere = Pick<Reader, 'db'>;

/** The communities that have asked an instrument; undefined is among them where the network itself has. */
export const askersOf = async (reader: Reader, instrument: string): Promise<(string | undefined)[]> => {
  const rows = await surveys(reader)
    .find({ network: reader.network, instrument })
    .project<Pick<SurveyRow, 'community'>>({ community: 1 })
    .toArray();
  return [...new Set(rows.map(({ community }) => community))];
};

/** Surveys whose time is up and that are not closed yet. */
export const toCloseInAllNetworks = (reader: Everywhere, now: Date, limit: number): Promise<SurveyRow[]> =>
  surveys(reader)
    .find({ status: { $in: ['open', 'preparing'] }, closesAt: { $lte: now } })
    .sort({ closesAt: 1 })
    .limit(limit)
    .toArray();

/** Open surveys that close after so many responses, in the order of their ids. */
export const withMostInAllNetworks = (
  reader: Everywhere,
  after: string,
  limit: number,
): Promise<SurveyRow[]> =>
  surveys(reader)
    .find({ status: 'open', closesAfter: { $exists: true }, _id: { $gt: after } })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray();

/** Surveys whose audience is being written down. */
export const preparingInAllNetworks = (reader: Everywhere, now: Date, limit: number): Promise<SurveyRow[]> =>
  surveys(reader)
    .find({ status: 'preparing', closesAt: { $gt: now } })
    .sort({ closesAt: 1 })
    .limit(limit)
    .toArray();

/** Surveys that are open or were, in the order of their ids, from the one after `after`. */
export const openedInAllNetworks = (
  reader: Everywhere,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<Pick<SurveyRow, '_id' | 'network'>[]> =>
  surveys(reader)
    .find({ status: { $in: ['open', 'closed'] }, _id: { $gt: after } }, { projection: { network: 1 } })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray();

/** Open surveys that are not named, in the order of their ids. */
export const unnamedInAllNetworks = (
  reader: Everywhere,
  after: string,
  limit: number,
): Promise<Pick<SurveyRow, '_id' | 'network'>[]> =>
  surveys(reader)
    .find({ status: 'open', mode: { $ne: 'named' }, _id: { $gt: after } }, { projection: { network: 1 } })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray();

/** Surveys that closed before then and whose addresses are still kept. */
export const withAddressesInAllNetworks = (
  reader: Everywhere,
  closedBefore: Date,
  limit: number,
): Promise<SurveyRow[]> =>
  surveys(reader)
    .find({
      'audience.kind': 'addresses',
      status: 'closed',
      closedAt: { $lte: closedBefore },
      addressesErased: { $exists: false },
    })
    .limit(limit)
    .toArray();

export const noteAddressesErased = async (reader: Reader, id: string): Promise<void> => {
  await surveys(reader).updateOne({ _id: id, network: reader.network }, { $set: { addressesErased: true } });
};
