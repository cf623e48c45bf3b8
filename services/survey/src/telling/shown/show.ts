import type { Reader } from '@skein/service-kit';
import { needsLink } from '../../asking/surveys/decide.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { type Draw, drawBy } from '../../taking/cell-keys/draw.ts';
import { secretOf } from '../../taking/cell-keys/store.ts';
import type { Tally } from '../../taking/responses/tallies.ts';
import { talliesNow } from '../../taking/responses/tallies-store.ts';
import { type Reading, readingOf } from './decide.ts';
import { findStanding } from './store.ts';

const nothingRead: { readonly tallies: ReadonlyMap<string, Tally>; readonly at?: Date } = {
  tallies: new Map(),
};

export type Shown = Pick<Reading, 'tallies'> & {
  readonly state: 'live' | 'steps' | 'settling' | 'final';
  /** Absent where it is as of now. */
  readonly at?: Date;
  /** What figures are drawn by; absent in a named survey, whose counts are told as they are. */
  readonly draw?: Draw;
  /** Counts are told only once it has settled: until then, how many have answered. */
  readonly onlySettled?: true;
};

const onlyHowMany = (tallies: ReadonlyMap<string, Tally>): Map<string, Tally> =>
  new Map([...tallies].filter(([question]) => question === ''));

/** What may be shown of a survey now: the same few documents, however many responses there are. */
export const shownOf = async (reader: Reader, survey: SurveyRow, now: Date): Promise<Shown> => {
  const { _id, mode, status, closesAt } = survey;
  const closed = status === 'closed' || closesAt <= now;
  if (mode === 'named' && !closed) return { state: 'live', tallies: await talliesNow(reader, _id) };
  const standing = await findStanding(reader, _id);
  // Closed before standings were kept: what it has is what there is.
  const settled = standing?.settled || (status === 'closed' && !standing);
  if (mode === 'named')
    return { state: settled ? 'final' : 'settling', tallies: await talliesNow(reader, _id) };
  const draw = drawBy(await secretOf(reader, _id));
  if (settled) return { state: 'final', tallies: await talliesNow(reader, _id), draw };
  const { tallies, at } = standing?.shown ? readingOf(standing.shown) : nothingRead;
  const facts = { state: closed ? 'settling' : 'steps', draw, ...(at && { at }) } as const;
  // Who may answer as often as they like would see, between answers of their own, what others add.
  return needsLink(survey)
    ? { ...facts, tallies }
    : { ...facts, tallies: onlyHowMany(tallies), onlySettled: true };
};

/** How many have answered, as far as that is shown. */
export const answeredAsShown = async (reader: Reader, survey: SurveyRow, now: Date) => {
  const { tallies, state } = await shownOf(reader, survey, now);
  return { answered: tallies.get('')?.answered ?? 0, final: state === 'final' };
};
