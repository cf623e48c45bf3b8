import type { Question, Results } from '@skein/contracts';
import type { InstrumentVersionRow } from '../instruments/store.ts';
import type { TallyRow } from '../responses/store.ts';
import type { SurveyRow } from '../surveys/store.ts';

export interface Tally {
  readonly answered: number;
  readonly sum: number;
  readonly counts: ReadonlyMap<string, number>;
}

const none: Tally = { answered: 0, sum: 0, counts: new Map() };

/** The tallies of a survey by question, their parts summed; '' counts the responses. */
export const sumUp = (rows: readonly TallyRow[]): Map<string, Tally> => {
  const tallies = new Map<string, Tally>();
  for (const { question, answered, sum, counts } of rows) {
    const before = tallies.get(question) ?? none;
    const summed = new Map(before.counts);
    for (const [option, count] of Object.entries(counts ?? {}))
      summed.set(option, (summed.get(option) ?? 0) + count);
    tallies.set(question, { answered: before.answered + answered, sum: before.sum + sum, counts: summed });
  }
  return tallies;
};

const optionsOf = (question: Question): string[] => {
  if ('choices' in question) return question.choices.map(({ key }) => key);
  if (question.kind === 'levels') return question.levels.map((_, index) => String(index + 1));
  if (question.kind !== 'scale') return [];
  const { from, to } = question;
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
};

/** Whether so few have answered that what they said must not be shown. */
const tooFew = ({ mode }: Pick<SurveyRow, 'mode'>, answered: number, smallestGroup: number): boolean =>
  mode === 'confidential' && answered < smallestGroup;

/** The text questions whose texts may be shown. */
export const readableTexts = (
  survey: SurveyRow,
  version: InstrumentVersionRow,
  tallies: ReadonlyMap<string, Tally>,
  smallestGroup: number,
): string[] =>
  version.questions
    .filter(({ kind }) => kind === 'text')
    .map(({ key }) => key)
    .filter((key) => !tooFew(survey, tallies.get(key)?.answered ?? 0, smallestGroup));

/**
 * The results as shown. A confidential survey shows nothing of its answers below the smallest group; above it, a
 * question that fewer than that have answered shows only how many did.
 */
export const resultsOf = (
  survey: SurveyRow,
  version: InstrumentVersionRow,
  tallies: ReadonlyMap<string, Tally>,
  texts: ReadonlyMap<string, string[]>,
  smallestGroup: number,
): Results => {
  const responses = (tallies.get('') ?? none).answered;
  const suppressed = tooFew(survey, responses, smallestGroup);
  const questions = suppressed
    ? []
    : version.questions.map((question) => {
        const { key, kind, text } = question;
        const { answered, sum, counts } = tallies.get(key) ?? none;
        const shown = { key, kind, text, answered };
        if (tooFew(survey, answered, smallestGroup)) return shown;
        if (kind === 'text') return { ...shown, texts: texts.get(key) ?? [] };
        const isNumber = kind === 'scale' || kind === 'levels';
        return {
          ...shown,
          counts: Object.fromEntries(optionsOf(question).map((option) => [option, counts.get(option) ?? 0])),
          ...(isNumber && answered > 0 && { mean: sum / answered }),
        };
      });
  const { _id, title, mode, invited } = survey;
  return { survey: _id, title, mode, invited, responses, suppressed, smallestGroup, questions };
};
