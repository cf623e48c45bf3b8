import { type Loop, type Reader, type ServiceContext, startLoop } from '@skein/service-kit';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { findSurvey } from '../../asking/surveys/store.ts';
import type { PassRow } from './row.ts';
import { claimPassInAllNetworks, dropPass, finishPass, renewClaim } from './store.ts';

const claimMs = 30_000;

/** Something that is counted by going over all responses of a survey; handed in by what shows it. */
export interface Count {
  /** Whether this is how a pass is counted. */
  readonly counts: (pass: PassRow) => boolean;
  /** Counts a pass; `goOn` is called on the way, every few seconds at least, so that no other process takes it up. */
  readonly count: (
    reader: Reader,
    survey: SurveyRow,
    pass: PassRow,
    beside: { readonly now: Date; readonly goOn: () => Promise<void> },
  ) => Promise<NonNullable<PassRow['counted']>>;
}

/**
 * Counts what was asked for, response by response and so in bounded memory. A pass is claimed for a while and the
 * claim renewed on the way; where a process dies another takes it up after that, from the beginning.
 */
export const startCounting = (context: ServiceContext, ways: readonly Count[]): Loop => {
  const until = () => new Date(context.now().getTime() + claimMs);

  const count = async (pass: PassRow): Promise<void> => {
    const reader = context.readerOf(pass.network);
    const survey = await findSurvey(reader, pass.survey);
    if (!survey) return dropPass(reader, pass);
    const way = ways.find(({ counts }) => counts(pass));
    if (!way) throw new Error(`nothing counts ${pass._id}`);
    const now = context.now();
    const goOn = () => renewClaim(reader, pass, until());
    await finishPass(reader, pass, await way.count(reader, survey, pass, { now, goOn }), now);
  };

  return startLoop('result-passes', context.log, 300, async () => {
    const pass = await claimPassInAllNetworks(context, context.now(), until());
    if (!pass) return false;
    await count(pass);
    return true;
  });
};
