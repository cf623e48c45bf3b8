import { attempt, type Loop, type Reader, type ServiceContext, startLoop } from '@skein/service-kit';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { findSurvey } from '../../asking/surveys/store.ts';
import type { CountRow } from './row.ts';
import { claimCountInAllNetworks, dropCount, finishCount, renewClaim } from './store.ts';

const claimMs = 30_000;

/** Something that is counted by going over all responses of a survey; handed in by what shows it. */
export interface Counter {
  /** Whether this is what counts it. */
  readonly counts: (asked: CountRow) => boolean;
  /** Counts it; `goOn` is called on the way, every few seconds at least, so that no other process takes it up. */
  readonly count: (
    reader: Reader,
    survey: SurveyRow,
    asked: CountRow,
    beside: { readonly now: Date; readonly goOn: () => Promise<void> },
  ) => Promise<NonNullable<CountRow['counted']>>;
}

/**
 * Counts what was asked for, response by response and so in bounded memory. A count is claimed for a while and the
 * claim renewed on the way; where a process dies another takes it up after that, from the beginning.
 */
export const startCounting = (context: ServiceContext, ways: readonly Counter[]): Loop => {
  const until = () => new Date(context.now().getTime() + claimMs);

  const count = async (asked: CountRow): Promise<void> => {
    const reader = context.readerOf(asked.network);
    const survey = await findSurvey(reader, asked.survey);
    if (!survey) return dropCount(reader, asked);
    const way = ways.find(({ counts }) => counts(asked));
    if (!way) throw new Error(`nothing counts ${asked._id}`);
    const now = context.now();
    const goOn = () => renewClaim(reader, asked, until());
    await finishCount(reader, asked, await way.count(reader, survey, asked, { now, goOn }), now);
  };

  return startLoop('result-counts', context.log, 300, async () => {
    const asked = await claimCountInAllNetworks(context, context.now(), until());
    if (!asked) return false;
    // From the beginning each time, so it is at one place.
    const work = { id: `count ${asked._id}`, place: '' };
    return (await attempt(context, work, () => count(asked).then(() => true))) ?? false;
  });
};
