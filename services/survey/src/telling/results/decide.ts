import type { Question, QuestionHistory, QuestionResult, Results } from '@skein/contracts';
import { groupsToHide } from '../../asking/groups/decide.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { historyOf } from '../../instruments/definitions/history.ts';
import type { InstrumentVersionRow } from '../../instruments/definitions/row.ts';
import { communityTally, roleTally, withdrawnTally } from '../../taking/responses/place.ts';
import { noTally, type Tally } from '../../taking/responses/tallies.ts';
import { toldOf } from './of-question.ts';

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

type Versions = readonly Pick<InstrumentVersionRow, 'number' | 'questions'>[];

/** What was last asked under each key. */
export const latestOf = (versions: Versions): Map<string, Question> => {
  const inOrder = versions.toSorted((a, b) => a.number - b.number);
  return new Map(
    inOrder.flatMap(({ questions }) => questions.map((question) => [question.key, question] as const)),
  );
};

const asksForText = (question: Question): boolean =>
  question.kind === 'text' ||
  ((question.kind === 'single' || question.kind === 'multiple') &&
    question.choices.some(({ other }) => other));

type Facts = Pick<Results, 'state'> & { readonly at?: Date | undefined };

/** Who answered, by group; those with few people asked are left out, so that nobody is told to be silent. */
const participationOf = <G extends { readonly invited: number }>(
  { mode }: SurveyRow,
  groups: readonly G[],
  answeredIn: (group: G) => number | undefined,
  smallestGroup: number,
): (G & { answered: number; share: number })[] => {
  const sizes = groups.map(({ invited }) => invited);
  const hidden = mode === 'named' ? new Set<number>() : groupsToHide(sizes, smallestGroup);
  return groups.flatMap((group, index) => {
    if (!hidden || hidden.has(index)) return [];
    const answered = answeredIn(group) ?? 0;
    return [{ ...group, answered, share: answered / group.invited }];
  });
};

/** The same by community, and by role where the survey groups by it. */
const groupsTold = (
  survey: SurveyRow,
  tallies: ReadonlyMap<string, Tally>,
  smallestGroup: number,
): Pick<Results, 'communities' | 'roles' | 'withdrawn'> => {
  const { groups, roles, mode } = survey;
  // Who answered an anonymous one is not known by any group.
  if (mode === 'anonymous') return {};
  const inCommunities = (tallies.get(communityTally) ?? noTally).counts;
  const inRoles = (tallies.get(roleTally) ?? noTally).counts;
  const withdrawn = tallies.get(withdrawnTally)?.answered;
  return {
    ...(withdrawn && { withdrawn }),
    ...(groups && {
      communities: participationOf(
        survey,
        groups,
        ({ community }) => inCommunities.get(community),
        smallestGroup,
      ),
    }),
    ...(roles && {
      roles: participationOf(survey, roles, ({ role }) => inRoles.get(role), smallestGroup),
    }),
  };
};

/** The questions with texts, be they beside a choice, whose texts may be shown. */
export const readableTexts = (
  survey: Pick<SurveyRow, 'mode'>,
  versions: Versions,
  tallies: ReadonlyMap<string, Tally>,
  smallestGroup: number,
): string[] => {
  const written = new Set(
    versions.flatMap(({ questions }) => questions.filter(asksForText).map(({ key }) => key)),
  );
  return [...written].filter((key) => !tooFew(survey, tallies.get(key)?.answered ?? 0, smallestGroup));
};

/** The choices of a quiz question with those that are right marked. */
const withRight = (
  question: Question,
  options: QuestionResult['options'] = [],
): Pick<QuestionResult, 'options'> | undefined => {
  if (question.kind !== 'quiz') return undefined;
  const right = new Set(question.choices.flatMap((choice) => (choice.right ? [choice.key] : [])));
  return { options: options.map((one) => (right.has(one.key) ? { ...one, right: true as const } : one)) };
};

/**
 * What came of a survey, over all versions it has asked: each question as it is now, with the wordings and choices it
 * has had, and those that were removed last. Confidential and anonymous surveys show nothing below the smallest group; above it, a
 * question that fewer than that have answered shows only how many did.
 */
export const resultsOf = (
  survey: SurveyRow,
  versions: Versions,
  tallies: ReadonlyMap<string, Tally>,
  texts: ReadonlyMap<string, string[]>,
  smallestGroup: number,
  { state, at }: Facts = { state: 'live' },
): Results => {
  const responses = (tallies.get('') ?? noTally).answered;
  const suppressed = tooFew(survey, responses, smallestGroup);
  const { _id, instrument, community, title, mode, invited } = survey;
  const numbers = versions.map(({ number }) => number).toSorted((a, b) => a - b);
  const current = numbers.at(-1) ?? 0;
  const latest = latestOf(versions);
  const resultOf = (history: QuestionHistory): QuestionResult => {
    const { key, kind, wordings } = history;
    const { answered, counts } = tallies.get(key) ?? noTally;
    const shown = {
      key,
      kind,
      text: wordings.at(-1)?.text ?? key,
      ...(wordings.length > 1 && { wordings }),
      ...(!history.asked && { removed: true as const }),
      answered,
    };
    if (tooFew(survey, answered, smallestGroup)) return shown;
    const question = latest.get(key) as Question;
    const written = texts.get(key);
    const told = toldOf({ history, question, answered, counts, current });
    return {
      ...shown,
      ...told,
      // Not while it may still be answered: whoever reads the results would know.
      ...(state === 'final' && withRight(question, told.options)),
      ...((written || kind === 'text') && { texts: written ?? [] }),
    };
  };
  const questions = suppressed ? [] : historyOf(versions).map(resultOf);
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
    ...groupsTold(survey, tallies, smallestGroup),
    suppressed,
    smallestGroup,
    questions,
  };
};
