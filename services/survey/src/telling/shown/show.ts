import type { Reader } from '@skein/service-kit';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import type { Tally } from '../../taking/responses/tallies.ts';
import { talliesNow } from '../../taking/responses/tallies-store.ts';
import { type Reading, readingOf } from './decide.ts';
import { findStanding } from './store.ts';

export type Shown = Pick<Reading, 'tallies'> & {
  readonly state: 'live' | 'steps' | 'settling' | 'final';
  /** Absent where it is as of now. */
  readonly at?: Date;
};

/** What may be shown of a survey now: the same few documents, however many responses there are. */
export const shownOf = async (reader: Reader, survey: SurveyRow, now: Date): Promise<Shown> => {
  const { _id, mode, status, closesAt } = survey;
  const closed = status === 'closed' || closesAt <= now;
  if (mode === 'named' && !closed) return { state: 'live', tallies: await talliesNow(reader, _id) };
  const standing = await findStanding(reader, _id);
  // Closed before standings were kept: what it has is what there is.
  if (standing?.settled || (status === 'closed' && !standing))
    return { state: 'final', tallies: await talliesNow(reader, _id) };
  const state = closed ? 'settling' : 'steps';
  if (mode === 'named') return { state, tallies: await talliesNow(reader, _id) };
  return standing?.shown
    ? { state, ...readingOf(standing.shown) }
    : { state, tallies: new Map<string, Tally>() };
};

/** How many have answered, as far as that is shown. */
export const answeredAsShown = async (reader: Reader, survey: SurveyRow, now: Date) => {
  const { tallies, state } = await shownOf(reader, survey, now);
  return { answered: tallies.get('')?.answered ?? 0, final: state === 'final' };
};
