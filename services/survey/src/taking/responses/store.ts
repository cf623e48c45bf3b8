import {
  declareCollection,
  holds,
  holdsNobody,
  type Reader,
  rowsApart,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import type { Filter } from 'mongodb';
import { linksOf } from '../../asking/invitations/store.ts';
import type { KeptOf } from '../../asking/kept/kept.ts';
import { namesOf } from './decide.ts';
import { RefusedResponseRow, ResponseRow } from './row.ts';

export const responsesCollection = declareCollection({
  name: 'responses',
  schema: ResponseRow,
  grows: 'one for each answer; kept as what was asked for, until the survey is deleted',
  freeText: {
    at: ['answers.*'],
    what: 'An answer in a survey',
    link: ({ survey }) => `/results#id=${survey}`,
  },
  // In order of their ids on disk: the order in which they came is kept nowhere.
  clustered: true,
  apart: [{ key: { network: 1, survey: 1, _id: 1 } }],
  indexes: [
    { key: { network: 1, survey: 1, _id: 1 } },
    { key: { network: 1, survey: 1, written: 1, receivedAt: -1, _id: -1 } },
    { key: { network: 1, link: 1 }, partialFilterExpression: { link: { $exists: true } } },
    { key: { network: 1, survey: 1, place: 1 } },
  ],
  people: holds<ResponseRow>({
    title: 'Your answers in named surveys',
    at: [],
    foundBy: ['invitations'],
    find: async (reader, { network, person }) => ({
      network,
      link: { $in: await linksOf(reader, person) },
    }),
    show: ({ survey, receivedAt, answers }) => ({ survey, receivedAt, answers }),
    erase: { does: 'remove' },
    merge: { does: 'stay' },
  }),
});

export const refusedCollection = declareCollection({
  name: 'refused_responses',
  schema: RefusedResponseRow,
  grows: 'one small row for each that was not counted',
  indexes: [{ key: { network: 1, survey: 1 } }],
  people: holdsNobody('neither answers nor links'),
});

const responses = rowsIn(responsesCollection);
const ofOne = rowsApart(responsesCollection);
const refused = rowsIn(refusedCollection);

/** What is stored of a survey that goes on; what reads its responses one by one does so once they are at home. */
const stored = (reader: Reader, { survey, kept }: KeptOf) =>
  kept === 'apart' ? ofOne(reader, survey) : responses(reader);

// A clustered collection finds several ids by an index alone, and this one begins with the survey's name.
const among = (network: string, survey: string, ids: readonly string[]) => ({
  network,
  survey: { $in: namesOf(survey) },
  _id: { $in: [...ids] },
});

/** Which of these responses of a survey are stored, withdrawn ones too, by row id. */
export const storedResponses = async (
  reader: Reader,
  of: KeptOf,
  ids: readonly string[],
): Promise<Set<string>> => {
  const found = await stored(reader, of)
    .find(among(reader.network, of.survey, ids), { projection: { _id: 1 } })
    .toArray();
  return new Set(found.map(({ _id }) => _id));
};

export const insertResponses = async (tx: Tx, of: KeptOf, rows: readonly ResponseRow[]): Promise<void> => {
  if (rows.length) await stored(tx, of).insertMany([...rows], { ordered: false });
};

/** Responses of a survey as they are stored, withdrawn ones too, by row id. */
export const findResponses = async (
  reader: Reader,
  of: KeptOf,
  ids: readonly string[],
): Promise<Map<string, ResponseRow>> => {
  const found = await stored(reader, of)
    .find(among(reader.network, of.survey, ids))
    .toArray();
  return new Map(found.map((row) => [row._id, row]));
};

/** Whether this response, by its row id, is stored. */
export const isStored = async (reader: Reader, of: KeptOf, id: string): Promise<boolean> =>
  (await stored(reader, of).findOne({ _id: id, network: reader.network })) !== null;

export const replaceResponses = async (tx: Tx, of: KeptOf, rows: readonly ResponseRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await stored(tx, of).bulkWrite(
    rows.map((replacement) => ({
      replaceOne: { filter: { _id: replacement._id, network: replacement.network }, replacement },
    })),
    { ordered: false },
  );
};

/** Erases what was answered by a link, where a response keeps it. */
export const eraseAnswers = async (tx: Tx, link: string): Promise<void> => {
  await responses(tx).deleteMany({ network: tx.network, link });
};

/** Whether a response was accepted and then refused: then nothing is to come of it. */
export const wasRefused = async (reader: Reader, id: string): Promise<boolean> =>
  (await refused(reader).findOne({ _id: id, network: reader.network }, { projection: { _id: 1 } })) !== null;

/** Counts refused responses; one that is refused again is there already. */
export const putRefused = async (tx: Tx, rows: readonly RefusedResponseRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await refused(tx).bulkWrite(
    rows.map(({ _id, ...facts }) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: facts }, upsert: true },
    })),
  );
};

/** Some responses of a survey, in the order of their places after one; with `below`, those that are placed before it. */
export const responsesAfter = (
  reader: Reader,
  survey: string,
  {
    after,
    below,
    limit,
  }: { readonly after: string; readonly below: string | undefined; readonly limit: number },
): Promise<ResponseRow[]> =>
  responses(reader)
    .find({ $and: [placedIn(reader, survey, below), { place: { $gt: after } }] })
    .sort({ place: 1 })
    .limit(limit)
    .toArray();

/** All responses of a survey, those without a place too, some at a time. */
export async function* responsesInOrder(
  reader: Reader,
  survey: string,
  { below, atOnce }: { readonly below: string | undefined; readonly atOnce: number },
): AsyncGenerator<ResponseRow[]> {
  const cursor = responses(reader)
    .find(placedIn(reader, survey, below), { batchSize: atOnce })
    .sort({ place: 1 });
  try {
    let rows: ResponseRow[] = [];
    for await (const row of cursor) {
      rows.push(row);
      if (rows.length < atOnce) continue;
      yield rows;
      rows = [];
    }
    if (rows.length) yield rows;
  } finally {
    await cursor.close();
  }
}

const placedIn = (reader: Reader, survey: string, below: string | undefined): Filter<ResponseRow> => ({
  network: reader.network,
  survey,
  ...(below !== undefined && { place: { $not: { $gte: below } } }),
});

/** What of a response is read; the answers to some questions alone. */
type Part = Pick<ResponseRow, '_id' | 'answers' | 'instrumentVersion' | 'community' | 'role'>;

const partOf = (questions: readonly string[]) =>
  Object.fromEntries(
    [...questions.map((key) => `answers.${key}`), 'instrumentVersion', 'community', 'role'].map((field) => [
      field,
      1,
    ]),
  );

/** Goes over all responses of a survey, in no order, with their answers to these questions. */
export const eachResponse = (
  reader: Reader,
  survey: string,
  questions: readonly string[],
): AsyncIterable<Part> =>
  responses(reader).find(
    { network: reader.network, survey },
    { projection: partOf(questions), batchSize: 1_000 },
  );

/** Goes over the responses with a text to a question, in no order, with their answer to it. */
export const eachWritten = (reader: Reader, survey: string, question: string): AsyncIterable<Part> =>
  responses(reader).find(
    { network: reader.network, survey, written: question },
    { projection: partOf([question]), batchSize: 500 },
  );

/** The latest answers with a text to a question. */
export const latestWritten = (
  reader: Reader,
  survey: string,
  question: string,
  limit: number,
): Promise<Pick<ResponseRow, 'answers'>[]> =>
  responses(reader)
    .find(
      { network: reader.network, survey, written: question },
      { projection: { [`answers.${question}`]: 1 } },
    )
    .sort({ receivedAt: -1, _id: -1 })
    .limit(limit)
    .toArray();

/** What a person answered in their own words, in responses that lead to them: row ids, surveys and questions. */
export const writtenBy = async (
  reader: Reader,
  person: string,
): Promise<Pick<ResponseRow, '_id' | 'survey' | 'written'>[]> => {
  const rows = await responses(reader)
    .find({ network: reader.network, link: { $in: await linksOf(reader, person) } })
    .project<Pick<ResponseRow, '_id' | 'survey'> & Partial<Pick<ResponseRow, 'written'>>>({
      survey: 1,
      written: 1,
    })
    .toArray();
  // Responses from before texts were looked up by their questions do not say it.
  return rows.map(({ written = [], ...row }) => ({ ...row, written }));
};
