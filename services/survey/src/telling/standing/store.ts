import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import type { SurveyRow } from '../../asking/surveys/store.ts';
import type { TallyRow } from '../../taking/responses/store.ts';
import { sumUp, type Tally } from '../results/decide.ts';
import type { Reading } from './decide.ts';

const ReadingRow = z.object({
  responses: z.int(),
  at: z.date(),
  tallies: z.array(
    z.object({
      question: z.string(),
      answered: z.int(),
      sum: z.int(),
      counts: z.record(z.string(), z.int()),
    }),
  ),
});
type ReadingRow = z.infer<typeof ReadingRow>;

/** What is shown of a survey that is not named. Named ones are shown as they are, and have none. */
export const StandingRow = z.object({
  /** The survey. */
  _id: z.string(),
  network: z.string(),
  shown: ReadingRow.optional(),
  waiting: ReadingRow.optional(),
  /** Closed then; what was accepted before may still be in the queue. */
  settling: z.object({ since: z.date(), sequence: z.int().optional() }).optional(),
  settled: z.boolean().optional(),
});
export type StandingRow = z.infer<typeof StandingRow>;

export const standingCollections: CollectionDeclaration[] = [
  {
    name: 'standings',
    schema: StandingRow,
    indexes: [{ key: { 'settling.since': 1 }, partialFilterExpression: { settling: { $exists: true } } }],
    people: holdsNobody('counts'),
  },
];

export const standings = (db: Db) => db.collection<StandingRow>('standings');

/** The tallies of a survey as they are now. */
export const talliesNow = async (
  db: Db,
  network: string,
  survey: string,
  session?: ClientSession,
): Promise<Map<string, Tally>> =>
  sumUp(
    await db
      .collection<TallyRow>('tallies')
      .find({ network, survey }, session ? { session } : {})
      .toArray(),
  );

export const readingRow = (tallies: ReadonlyMap<string, Tally>, at: Date): ReadingRow => ({
  responses: tallies.get('')?.answered ?? 0,
  at,
  tallies: [...tallies].map(([question, { answered, sum, counts }]) => ({
    question,
    answered,
    sum,
    counts: Object.fromEntries(counts),
  })),
});

export const readingOf = ({ responses, at, tallies }: ReadingRow): Reading => ({
  responses,
  at,
  tallies: new Map(
    tallies.map(({ question, answered, sum, counts }) => [
      question,
      { answered, sum, counts: new Map(Object.entries(counts)) },
    ]),
  ),
});

/** Notes, as a survey closes, that what was accepted before is still on its way. */
export const markSettling = async (tx: Tx, { _id, network, mode }: SurveyRow): Promise<void> => {
  if (mode === 'named') return;
  await standings(tx.db).updateOne(
    { _id },
    { $set: { network, settling: { since: tx.now } }, $unset: { waiting: '' } },
    { session: tx.session, upsert: true },
  );
};

export type Shown = Pick<Reading, 'tallies'> & {
  readonly state: 'live' | 'steps' | 'settling' | 'final';
  /** Absent where it is as of now. */
  readonly at?: Date;
};

/** What may be shown of a survey now: the same few documents, however many responses there are. */
export const shownOf = async (db: Db, survey: SurveyRow, now: Date): Promise<Shown> => {
  const { _id, network, mode, status, closesAt } = survey;
  const closed = status === 'closed' || closesAt <= now;
  if (mode === 'named')
    return { state: closed ? 'final' : 'live', tallies: await talliesNow(db, network, _id) };
  const standing = await standings(db).findOne({ _id, network });
  // Closed before standings were kept: what it has is what there is.
  if (standing?.settled || (status === 'closed' && !standing))
    return { state: 'final', tallies: await talliesNow(db, network, _id) };
  const state = closed ? 'settling' : 'steps';
  return standing?.shown ? { state, ...readingOf(standing.shown) } : { state, tallies: new Map() };
};
