import { isRefusal, type Refusal, surveysContract } from '@skein/contracts';
import { type Loop, type ServiceContext, startLoop, type Tx, transact } from '@skein/service-kit';
import { deleteKeys } from '../keys/store.ts';
import { markAnnouncement } from './announcements-store.ts';
import { closeSurvey } from './decide.ts';
import type { SurveyRow } from './row.ts';
import { findSurvey, replaceSurvey, toCloseInAllNetworks, withMostInAllNetworks } from './store.ts';

/**
 * What others have to do as a survey closes, in the same transaction; handed in by what stands above. `before` is the
 * survey as it was: one that was still `preparing` asked nobody.
 */
export type OnClosed = (tx: Tx, before: SurveyRow) => Promise<void>;

export type Close = (tx: Tx, before: SurveyRow) => Promise<SurveyRow | Refusal>;

/** Closes a survey with its event, lets the intake know, and forgets the keys that it had while it was open. */
export const closingWith =
  (onClosed: readonly OnClosed[]): Close =>
  async (tx, before) => {
    const row = closeSurvey(before, tx.now);
    if (isRefusal(row)) return row;
    await replaceSurvey(tx, row);
    await deleteKeys(tx, row._id);
    for (const follow of onClosed) await follow(tx, before);
    // Nobody has heard of it.
    if (before.status === 'preparing') return row;
    await markAnnouncement(tx, row._id);
    const { _id: survey, network, version, community } = row;
    tx.record(surveysContract.events.surveyClosed, {
      network,
      subject: survey,
      version,
      data: { survey, ...(community && { community }) },
    });
    return row;
  };

const atOnce = 100;

/** How many responses each of these surveys has by now; handed in by what stands above. */
export type CountResponses = (
  reader: Pick<ServiceContext, 'db'>,
  surveys: readonly string[],
) => Promise<ReadonlyMap<string, number>>;

/**
 * Closes the surveys that have as many responses as they were to have. What is stored is counted, and by one process or
 * another: an intake goes on taking responses until it hears of the closing, and all that it took count.
 */
export const startFilling = (context: ServiceContext, close: Close, count: CountResponses): Loop => {
  let after = '';
  return startLoop('survey-filling', context.log, 1_000, async () => {
    const rows = await withMostInAllNetworks(context, after, atOnce);
    after = rows.length === atOnce ? (rows.at(-1)?._id ?? '') : '';
    const counts = rows.length
      ? await count(
          context,
          rows.map(({ _id }) => _id),
        )
      : new Map();
    const now = context.now();
    for (const { network, _id, closesAfter = Number.POSITIVE_INFINITY } of rows) {
      if ((counts.get(_id) ?? 0) < closesAfter) continue;
      await transact(context, { network, now }, async (tx) => {
        const survey = await findSurvey(tx, _id);
        return survey?.status === 'open' ? close(tx, { ...survey, full: true }) : undefined;
      });
    }
    return after !== '';
  });
};

/** Closes the surveys whose time is up. The intake goes by the time itself; this writes it down. */
export const startClosing = (context: ServiceContext, close: Close): Loop =>
  startLoop('survey-closing', context.log, 2_000, async () => {
    const now = context.now();
    const rows = await toCloseInAllNetworks(context, now, atOnce);
    for (const { network, _id } of rows) {
      await transact(context, { network, now }, async (tx) => {
        // Read again: another process, or a person, may have closed it meanwhile.
        const survey = await findSurvey(tx, _id);
        return survey && close(tx, survey);
      });
    }
    return rows.length === atOnce;
  });
