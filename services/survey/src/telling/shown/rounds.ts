import { type Loop, type ServiceContext, startLoop, transact } from '@skein/service-kit';
import { findSurvey, unnamedInAllNetworks } from '../../asking/surveys/store.ts';
import type { SurveyConfig } from '../../config.ts';
import { keptMs } from '../../taking/ballots/giving.ts';
import { doneUpTo, lastQueued } from '../../taking/queue/progress.ts';
import { comeHome } from '../../taking/responses/home.ts';
import { responsesCountedInAllNetworks, talliesNow } from '../../taking/responses/tallies-store.ts';
import { movedOn, movesOn, readingRow } from './decide.ts';
import type { StandingRow } from './row.ts';
import {
  findStanding,
  lastReadingsInAllNetworks,
  noteSequence,
  noteSettled,
  putStanding,
  settlingInAllNetworks,
} from './store.ts';

const everyMs = 1_000;
const atOnce = 200;

type Context = ServiceContext<SurveyConfig>;

/** Takes the next reading, all of it at one moment. */
const moveOn = (context: Context, network: string, survey: string): Promise<unknown> => {
  const now = context.now();
  return transact(context, { network, now }, async (tx) => {
    const before = await findStanding(tx, survey);
    if (before?.settling || before?.settled) return;
    const reading = readingRow(await talliesNow(tx, survey), now);
    if (!movesOn(before ?? {}, reading.responses, context.config.SKEIN_SMALLEST_GROUP)) return;
    await putStanding(tx, survey, movedOn(before ?? {}, reading));
  });
};

/** Moves the standings of open surveys on, where enough responses have come. */
export const startStepping = (context: Context): Loop =>
  startLoop('survey-standings', context.log, everyMs, async () => {
    for (let after = ''; ; ) {
      const surveys = await unnamedInAllNetworks(context, after, atOnce);
      const ids = surveys.map(({ _id }) => _id);
      const counts = await responsesCountedInAllNetworks(context, ids);
      const before = await lastReadingsInAllNetworks(context, ids);
      for (const { _id, network } of surveys)
        if (movesOn(before.get(_id) ?? {}, counts.get(_id) ?? 0, context.config.SKEIN_SMALLEST_GROUP))
          await moveOn(context, network, _id);
      if (surveys.length < atOnce) return false;
      after = ids.at(-1) ?? '';
    }
  });

/**
 * Settles closed surveys once the workers are past all that was in the queue some while after the closing, and nothing
 * that is stored tells any more when it came.
 */
export const startSettling = (context: Context): Loop => {
  const settle = async ({ _id, network, settling }: StandingRow): Promise<void> => {
    const reader = context.readerOf(network);
    let sequence = settling?.sequence;
    if (sequence === undefined) {
      sequence = await lastQueued(context);
      await noteSequence(reader, _id, sequence);
    }
    const done = await doneUpTo(context);
    if (done === undefined || done < sequence) return;
    const survey = await findSurvey(reader, _id);
    // Who gives ballots out may not have heard of the closing yet.
    const heard = context.now().getTime() - (settling?.since.getTime() ?? 0) > 2 * keptMs;
    if (survey?.mode === 'anonymous' && !heard) return;
    if (survey) await comeHome(reader, survey);
    await noteSettled(reader, _id);
  };
  return startLoop('survey-settling', context.log, everyMs, async () => {
    const closedBefore = new Date(context.now().getTime() - context.config.SKEIN_SETTLING_MS);
    for (const row of await settlingInAllNetworks(context, closedBefore, atOnce)) await settle(row);
    return false;
  });
};
