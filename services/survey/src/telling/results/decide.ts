import type { Question, QuestionHistory, QuestionResult, Results } from '@skein/contracts';
import { needsLink } from '../../asking/surveys/decide.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { historyOf } from '../../instruments/definitions/history.ts';
import { askedOfAll } from '../../instruments/definitions/piping.ts';
import type { InstrumentVersionRow } from '../../instruments/definitions/row.ts';
import { noTally, type Tally, writtenKey } from '../../taking/responses/tallies.ts';
import { shapesOf, takesWords } from '../figures/cells.ts';
import type { Veil } from '../figures/decide.ts';
import { resultOfQuestion } from './one-question.ts';
import { groupsTold } from './participation.ts';
import { scoreResults } from './scores.ts';

/** Whether so few have answered that what they said must not be shown. */
const tooFew = ({ mode }: Pick<SurveyRow, 'mode'>, answered: number, smallestGroup: number): boolean =>
  mode !== 'named' && answered < smallestGroup;

/**
 * Whether what stands for single responses may be read: texts, rows, counts of two questions at once. Of a survey that
 * is not named only once it has settled, since each response that is added would show.
 */
export const mayShowSingle = (
  { mode }: Pick<SurveyRow, 'mode'>,
  { state }: Pick<Results, 'state'>,
): boolean => mode === 'named' || state === 'final';

type Versions = readonly Pick<InstrumentVersionRow, 'number' | 'questions' | 'sections' | 'scores'>[];

/** What was last asked under each key. */
export const latestOf = (versions: Versions): Map<string, Question> => {
  const inOrder = versions.toSorted((a, b) => a.number - b.number);
  return new Map(
    inOrder.flatMap(({ questions }) => questions.map((question) => [question.key, question] as const)),
  );
};

type Facts = Pick<Results, 'state'> & {
  readonly at?: Date | undefined;
  /** What figures are drawn by, where single responses are not told. */
  readonly draw?: Veil['draw'] | undefined;
  readonly onlySettled?: true | undefined;
};

/** What the figures of a survey that is not named are drawn by, in what is shown of it now. */
export const veilOf = (
  survey: Pick<SurveyRow, '_id' | 'audience'>,
  tallies: ReadonlyMap<string, Tally>,
  { state, draw }: Pick<Facts, 'state' | 'draw'>,
): Veil => {
  if (!draw) throw new Error(`there is nothing to draw the figures of ${survey._id} by`);
  const people = tallies.get('')?.answered ?? 0;
  const final = state === 'final';
  return { draw, people, reading: final ? '' : String(people), settled: final && needsLink(survey) };
};

/**
 * The questions with texts, be they beside a choice, whose texts may be shown. How many there are is seen then; where
 * that tells who was asked or what was chosen, so do those who wrote none, and there must be as many of them.
 */
export const readableTexts = (
  survey: Pick<SurveyRow, 'mode'>,
  versions: Versions,
  tallies: ReadonlyMap<string, Tally>,
  smallestGroup: number,
): string[] => {
  const asked = versions.flatMap(({ questions }) => questions);
  const written = new Set(asked.filter(takesWords).map(({ key }) => key));
  if (survey.mode === 'named') return [...written];
  const shapes = shapesOf(versions);
  const responses = tallies.get('')?.answered ?? 0;
  return [...written].filter((key) => {
    const { answered, counts } = tallies.get(key) ?? noTally;
    const { mayBeUnasked = false, takesOther = false } = shapes.get(key) ?? {};
    const texts = takesOther ? (counts.get(writtenKey) ?? 0) : answered;
    const others = responses - texts;
    return texts >= smallestGroup && (!(mayBeUnasked || takesOther) || others > smallestGroup);
  });
};

/**
 * What came of a survey, over all versions it has asked: each question as it is now, with the wordings and choices it
 * has had, and those that were removed last. Where single responses are not told, figures stand for the counts; nothing
 * is told below the smallest group of responses, and of a question that fewer have answered only that.
 */
export const resultsOf = (
  survey: SurveyRow,
  versions: Versions,
  tallies: ReadonlyMap<string, Tally>,
  texts: ReadonlyMap<string, string[]>,
  smallestGroup: number,
  facts: Facts = { state: 'live' },
): Results => {
  const { state, at, onlySettled } = facts;
  const responses = (tallies.get('') ?? noTally).answered;
  const suppressed = tooFew(survey, responses, smallestGroup);
  const { _id, instrument, community, title, mode, invited, replacedBallots } = survey;
  const numbers = versions.map(({ number }) => number).toSorted((a, b) => a - b);
  const current = numbers.at(-1) ?? 0;
  const latest = latestOf(versions);
  const shapes = shapesOf(versions);
  const veil = mode === 'named' ? undefined : veilOf(survey, tallies, facts);
  const ground = { versions, tallies, texts, veil, smallestGroup, current, state };
  const resultOf = (history: QuestionHistory): QuestionResult => {
    const { key } = history;
    const [question, shape] = [latest.get(key), shapes.get(key)];
    if (!question || !shape) throw new Error(`no version asks ${key}`);
    return resultOfQuestion({ history, question, shape }, ground);
  };
  const questions =
    suppressed || onlySettled
      ? []
      : [
          ...historyOf(versions.map(askedOfAll)).map(resultOf),
          ...scoreResults(versions, ground, { anyNumber: mode !== 'named' && !needsLink(survey) }),
        ];
  return {
    survey: _id,
    instrument,
    ...(community && { community }),
    title,
    mode,
    invited,
    versions: numbers,
    responses,
    state,
    ...(at && { asOf: at.toISOString() }),
    ...groupsTold(survey, tallies, smallestGroup, veil),
    ...(replacedBallots !== undefined && { replacedBallots }),
    suppressed,
    ...(onlySettled && { onlySettled }),
    smallestGroup,
    questions,
  };
};
