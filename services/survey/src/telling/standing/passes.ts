import { intakeStream } from '@skein/contracts';
import { type Loop, type ServiceContext, startLoop, transact } from '@skein/service-kit';
import type { SurveyRow } from '../../asking/surveys/store.ts';
import type { SurveyConfig } from '../../config.ts';
import { responsesConsumer } from '../../taking/responses/consume.ts';
import type { TallyRow } from '../../taking/responses/store.ts';
import { movedOn, movesOn } from './decide.ts';
import { readingRow, type StandingRow, standings, talliesNow } from './store.ts';

const everyMs = 1_000;
const atOnce = 200;
const stripes = [...'0123456789abcdef'];

type Context = ServiceContext<SurveyConfig>;

/** How many responses each of these surveys has, by the ids of their counts. */
const responsesOf = async ({ db }: Context, surveys: readonly string[]): Promise<Map<string, number>> => {
  const ids = surveys.flatMap((survey) => stripes.map((stripe) => `${survey}..${stripe}`));
  const rows = await db
    .collection<TallyRow>('tallies')
    .find({ _id: { $in: ids } }, { projection: { survey: 1, answered: 1 } })
    .toArray();
  const sums = new Map<string, number>();
  for (const { survey, answered } of rows) sums.set(survey, (sums.get(survey) ?? 0) + answered);
  return sums;
};

/** Takes the next reading, all of it at one moment. */
const moveOn = (context: Context, network: string, _id: string): Promise<unknown> => {
  const now = context.now();
  return transact(context, { network, now }, async ({ db, session }) => {
    const before = await standings(db).findOne({ _id, network }, { session });
    if (before?.settling || before?.settled) return;
    const reading = readingRow(await talliesNow(db, network, _id, session), now);
    if (!movesOn(before ?? {}, reading.responses, context.config.SKEIN_SMALLEST_GROUP)) return;
    await standings(db).updateOne(
      { _id },
      { $set: { network, ...movedOn(before ?? {}, reading) } },
      { session, upsert: true },
    );
  });
};

/** Moves the standings of open surveys on, where enough responses have come. */
export const startStepping = (context: Context): Loop => {
  const open = (after: string) =>
    context.db
      .collection<SurveyRow>('surveys')
      .find({ status: 'open', mode: { $ne: 'named' }, _id: { $gt: after } }, { projection: { network: 1 } })
      .sort({ _id: 1 })
      .limit(atOnce)
      .toArray();
  return startLoop('survey-standings', context.log, everyMs, async () => {
    for (let after = ''; ; ) {
      const surveys = await open(after);
      const ids = surveys.map(({ _id }) => _id);
      const counts = await responsesOf(context, ids);
      const rows = await standings(context.db)
        .find({ _id: { $in: ids } }, { projection: { 'waiting.responses': 1 } })
        .toArray();
      const before = new Map(rows.map((row) => [row._id, row]));
      for (const { _id, network } of surveys)
        if (movesOn(before.get(_id) ?? {}, counts.get(_id) ?? 0, context.config.SKEIN_SMALLEST_GROUP))
          await moveOn(context, network, _id);
      if (surveys.length < atOnce) return false;
      after = ids.at(-1) ?? '';
    }
  });
};

/** Settles closed surveys once the workers are past all that was in the queue some while after the closing. */
export const startSettling = (context: Context): Loop => {
  const { db, nats, config } = context;
  const stream = intakeStream(config.SKEIN_PREFIX);
  const settle = async ({ _id, settling }: StandingRow): Promise<void> => {
    let sequence = settling?.sequence;
    if (sequence === undefined) {
      sequence = (await nats.jsm.streams.info(stream)).state.last_seq;
      await standings(db).updateOne({ _id }, { $set: { 'settling.sequence': sequence } });
    }
    const { ack_floor } = await nats.jsm.consumers.info(stream, responsesConsumer);
    if (ack_floor.stream_seq >= sequence)
      await standings(db).updateOne(
        { _id },
        { $set: { settled: true }, $unset: { settling: '', shown: '' } },
      );
  };
  return startLoop('survey-settling', context.log, everyMs, async () => {
    const since = new Date(context.now().getTime() - config.SKEIN_SETTLING_MS);
    const rows = await standings(db)
      .find({ 'settling.since': { $lte: since } })
      .limit(atOnce)
      .toArray();
    for (const row of rows) await settle(row);
    return false;
  });
};
