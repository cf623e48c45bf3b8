import { Answers, CommunityRole, type SurveyMode } from '@skein/contracts';
import { type CollectionDeclaration, holds, holdsNobody, type Tx } from '@skein/service-kit';
import type { Db, Document } from 'mongodb';
import { z } from 'zod';
import { linksOf } from '../../asking/invitations/join.ts';
import { namesOf } from './decide.ts';

export const ResponseRow = z.object({
  /** `<survey>.<response>`: a client that used one draft id for two surveys has answered both. */
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  instrumentVersion: z.int(),
  /** To the day only, where the survey is confidential. */
  receivedAt: z.date(),
  /** Which text questions it answers, so that the latest texts are found by index. */
  written: z.array(z.string()),
  answers: Answers,
  /** The answering link, in a named survey; absent in a confidential one. */
  link: z.string().optional(),
  /**
   * Where it is read in turn: in a named survey where it came in the queue; in others nothing tells when it came.
   */
  place: z.string().optional(),
  /** The community its person was asked in, where the survey keeps it. */
  community: z.string().optional(),
  /** Or their role there. */
  role: CommunityRole.optional(),
  /** SHA-256 of the secret that its respondent keeps, where they may change it. */
  receipt: z.string().optional(),
  /** Of the change that it is as of; absent where it was never changed. */
  revision: z.int().optional(),
});
export type ResponseRow = z.infer<typeof ResponseRow>;

/**
 * A link that was answered with: one response each. In a confidential survey nothing here leads to the response, nor
 * from the response here. That this holds is on trust: whoever runs the database and reads the queue as it passes
 * could join the two. What they could not, is the blind-signed mode's to give.
 */
export const UsedLinkRow = z.object({ _id: z.string(), network: z.string(), survey: z.string() });
export type UsedLinkRow = z.infer<typeof UsedLinkRow>;

/** A response that was accepted and then not counted; neither its answers nor its link are kept. */
export const RefusedResponseRow = z.object({
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  reason: z.enum(['link-used', 'response-id-reused']),
  at: z.date(),
});
export type RefusedResponseRow = z.infer<typeof RefusedResponseRow>;

/** Part of a question's tally; the question '' counts the responses themselves. Its parts (stripes) are summed. */
export const TallyRow = z.object({
  /** `<survey>.<question>.<stripe>` */
  _id: z.string(),
  network: z.string(),
  survey: z.string(),
  question: z.string(),
  answered: z.int(),
  sum: z.int(),
  counts: z.record(z.string(), z.int()).optional(),
});
export type TallyRow = z.infer<typeof TallyRow>;

export const responseCollections: CollectionDeclaration[] = [
  {
    name: 'responses',
    schema: ResponseRow,
    // In order of their ids on disk: the order in which they came is kept nowhere.
    clustered: true,
    indexes: [
      { key: { network: 1, survey: 1, _id: 1 } },
      { key: { network: 1, survey: 1, written: 1, receivedAt: -1, _id: -1 } },
      { key: { network: 1, link: 1 }, partialFilterExpression: { link: { $exists: true } } },
      { key: { network: 1, survey: 1, place: 1 } },
    ],
    people: holds<ResponseRow>({
      title: 'Your answers in named surveys',
      at: [],
      find: async (db, whose, session) => ({
        network: whose.network,
        link: { $in: await linksOf(db, whose, session) },
      }),
      show: ({ survey, receivedAt, answers }) => ({ survey, receivedAt, answers }),
      erase: { does: 'remove' },
      join: { does: 'stay' },
    }),
  },
  {
    name: 'used_links',
    schema: UsedLinkRow,
    indexes: [{ key: { network: 1, survey: 1 } }],
    people: holds<UsedLinkRow>({
      title: 'That you answered a survey',
      at: [],
      find: async (db, whose, session) => ({
        network: whose.network,
        _id: { $in: await linksOf(db, whose, session) },
      }),
      show: ({ survey }) => ({ survey }),
      erase: {
        does: 'keep',
        why: 'The number of a link that leads to nobody any more: it keeps an answer that comes late from being counted.',
      },
      join: { does: 'stay' },
    }),
  },
  {
    name: 'refused_responses',
    schema: RefusedResponseRow,
    indexes: [{ key: { network: 1, survey: 1 } }],
    people: holdsNobody('neither answers nor links'),
  },
  {
    name: 'tallies',
    schema: TallyRow,
    // As the responses are: in which order its parts were begun would tell what the first ones said.
    clustered: true,
    indexes: [{ key: { network: 1, survey: 1 } }],
    people: holdsNobody('counts'),
  },
];

const responses = (db: Db) => db.collection<ResponseRow>('responses');
const usedLinks = (db: Db) => db.collection<UsedLinkRow>('used_links');
const tallies = (db: Db) => db.collection<TallyRow>('tallies');

// A clustered collection finds several ids by an index alone, and this one begins with the survey's name.
const among = (network: string, survey: string, ids: readonly string[]) => ({
  network,
  survey: { $in: namesOf(survey) },
  _id: { $in: [...ids] },
});

/** Which of these responses of a survey are stored, withdrawn ones too, by row id. */
export const storedResponses = async (
  tx: Tx,
  network: string,
  survey: string,
  ids: readonly string[],
): Promise<Set<string>> => {
  const found = await responses(tx.db)
    .find(among(network, survey, ids), { session: tx.session, projection: { _id: 1 } })
    .toArray();
  return new Set(found.map(({ _id }) => _id));
};

/** Which of these links were answered with. */
export const linksUsed = async (tx: Tx, network: string, links: readonly string[]): Promise<Set<string>> => {
  const found = await usedLinks(tx.db)
    .find({ network, _id: { $in: [...links] } }, { session: tx.session, projection: { _id: 1 } })
    .toArray();
  return new Set(found.map(({ _id }) => _id));
};

export const insertResponses = async (tx: Tx, rows: readonly ResponseRow[]): Promise<void> => {
  if (rows.length) await responses(tx.db).insertMany([...rows], { session: tx.session, ordered: false });
};

/** Responses of a survey as they are stored, withdrawn ones too, by row id. */
export const findResponses = async (
  tx: Tx,
  network: string,
  survey: string,
  ids: readonly string[],
): Promise<Map<string, ResponseRow>> => {
  const found = await responses(tx.db)
    .find(among(network, survey, ids), { session: tx.session })
    .toArray();
  return new Map(found.map((row) => [row._id, row]));
};

export const replaceResponses = async (tx: Tx, rows: readonly ResponseRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await responses(tx.db).bulkWrite(
    rows.map((replacement) => ({
      replaceOne: { filter: { _id: replacement._id, network: replacement.network }, replacement },
    })),
    { session: tx.session, ordered: false },
  );
};

/** Whether a response was accepted and then refused: then nothing is to come of it. */
export const wasRefused = async (tx: Tx, network: string, id: string): Promise<boolean> =>
  (await tx.db
    .collection<RefusedResponseRow>('refused_responses')
    .findOne({ _id: id, network }, { session: tx.session, projection: { _id: 1 } })) !== null;

export const insertUsedLinks = async (tx: Tx, rows: readonly UsedLinkRow[]): Promise<void> => {
  if (rows.length) await usedLinks(tx.db).insertMany([...rows], { session: tx.session });
};

/** Counts refused responses; one that is refused again is there already. */
export const putRefused = async (tx: Tx, rows: readonly RefusedResponseRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await tx.db.collection<RefusedResponseRow>('refused_responses').bulkWrite(
    rows.map(({ _id, ...facts }) => ({
      updateOne: { filter: { _id }, update: { $setOnInsert: facts }, upsert: true },
    })),
    { session: tx.session },
  );
};

/** What a batch adds to one question of one survey. */
export interface Addition {
  readonly network: string;
  readonly survey: string;
  readonly question: string;
  readonly answered: number;
  readonly sum: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** Parts of a tally, each added to without waiting for the others. */
export const stripes = 16;

const addTo = ({ network, survey, question, answered, sum, counts }: Addition): Document => ({
  $setOnInsert: { network, survey, question },
  $inc: {
    answered,
    sum,
    ...Object.fromEntries([...counts].map(([option, count]) => [`counts.${option}`, count])),
  },
});

const more = (field: string, by: number) => ({ $add: [{ $ifNull: [`$${field}`, 0] }, by] });

/** The same with the options in the order of their names, since else they stand in the order they were first chosen in. */
const addInOrder = ({ network, survey, question, answered, sum, counts }: Addition): Document[] => {
  const added = [...counts].map(([option, by]) => [option, more(`counts.${option}`, by)] as const);
  const all = { $objectToArray: { $mergeObjects: ['$counts', Object.fromEntries(added)] } };
  return [
    {
      $set: {
        ...{ network, survey, question: { $literal: question } },
        ...{ answered: more('answered', answered), sum: more('sum', sum) },
        counts: { $arrayToObject: { $sortArray: { input: all, sortBy: { k: 1 } } } },
      },
    },
  ];
};

/**
 * Adds to the tallies. Workers with different stripes do not wait for each other at one survey. Where nothing may tell
 * in which order responses came, what is counted does not either.
 */
export const addToTallies = async (
  tx: Tx,
  additions: readonly Addition[],
  stripe: string,
  mode: SurveyMode,
): Promise<void> => {
  if (additions.length === 0) return;
  const update = mode === 'anonymous' ? addInOrder : addTo;
  await tallies(tx.db).bulkWrite(
    additions.map((addition) => ({
      updateOne: {
        filter: { _id: `${addition.survey}.${addition.question}.${stripe}` },
        update: update(addition),
        upsert: true,
      },
    })),
    { session: tx.session, ordered: false },
  );
};
