import {
  type CrossTab,
  outsideOf,
  type Question,
  type QuestionHistory,
  type Refusal,
  refuse,
} from '@skein/contracts';
import { needsLink } from '../../asking/surveys/decide.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { namedPoints } from '../../instruments/definitions/points.ts';
import type { Tally } from '../../taking/responses/tallies.ts';
import { byCommunity, byRole, byVersion, inNoGroup, noAnswer, notAsked } from '../counts/decide.ts';
import type { Shape, Versions } from '../figures/cells.ts';
import { tableVariance } from '../figures/decide.ts';
import { veiled } from '../figures/of-question.ts';
import { veilOf } from '../results/decide.ts';
import type { Drawing } from './cells.ts';

/** What a side of a cross-tab needs to be told of. */
export interface Told {
  readonly history: readonly QuestionHistory[];
  readonly latest: ReadonlyMap<string, Question>;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly versions: Versions;
  /** The communities that responses keep, by their names. */
  readonly communities: ReadonlyMap<string, string>;
  /** The roles that responses keep. */
  readonly roles: readonly string[];
  /** Whether there may be responses of none of these. */
  readonly mayBeInNone: boolean;
}

type Side = CrossTab['rows'];
const mostCells = 1_000;

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

const plain = (keys: readonly string[]) => keys.map((key) => ({ key, label: key }));

const optionsOf = (question: Question, history: QuestionHistory): Side['options'] | undefined => {
  switch (question.kind) {
    case 'scale': {
      const { from, to } = question;
      const labels = new Map(namedPoints(question).map(({ key, label }) => [key, label]));
      const points = range(from, to).map((key) => ({ key, label: labels.get(key) ?? key }));
      return [...points, ...outsideOf(question).map(({ key, label: said }) => ({ key, label: said }))];
    }
    case 'levels':
      return question.levels.map((label, index) => ({ key: String(index + 1), label }));
    case 'yes-no':
      return [
        { key: 'yes', label: question.yesLabel ?? 'Yes' },
        { key: 'no', label: question.noLabel ?? 'No' },
      ];
    case 'single':
    case 'multiple':
    case 'quiz':
      return (history.choices ?? []).map(({ key, labels }) => ({ key, label: labels.at(-1)?.text ?? key }));
    default:
      return undefined;
  }
};

/** What else there is of a question than answers, so that everybody stands somewhere in a table. */
const missing = (shape: Shape | undefined): Side['options'] => [
  ...(shape?.mayBeSkipped ? [{ key: noAnswer, label: 'No answer' }] : []),
  ...(shape?.mayBeUnasked ? [{ key: notAsked, label: 'Not asked' }] : []),
];
const outside = ({ mayBeInNone }: Told): Side['options'] =>
  mayBeInNone ? [{ key: inNoGroup, label: 'None of these' }] : [];

/** Whether somebody who may answer is in no group that responses keep. */
export const mayBeInNone = (
  survey: Pick<SurveyRow, 'audience' | 'invited' | 'groups' | 'roles' | 'kept'>,
): boolean => {
  const { groups = [], roles = [], kept = [], invited } = survey;
  const sizes = [
    ...groups.map(({ community, invited: size }) => [community, size] as const),
    ...roles.map(({ role, invited: size }) => [role as string, size] as const),
  ];
  const within = sizes.reduce((sum, [key, size]) => sum + (kept.includes(key) ? size : 0), 0);
  return !needsLink(survey) || within < invited;
};

/** A side of a cross-tab: what is counted in it, in order. */
export const sideOf = (key: string, field: string, told: Told): Side | Refusal => {
  if (key === byVersion)
    return { key, text: 'Version', options: plain(told.versions.map(({ number }) => String(number))) };
  if (key === byCommunity) {
    const options = [...told.communities].map(([community, label]) => ({ key: community, label }));
    if (options.length) return { key, text: 'Community', options: [...options, ...outside(told)] };
    return refuse('conflict', 'The responses of this survey keep no community.', [field, 'is not kept']);
  }
  if (key === byRole) {
    if (told.roles.length) return { key, text: 'Role', options: [...plain(told.roles), ...outside(told)] };
    return refuse('conflict', 'The responses of this survey keep no role.', [field, 'is not kept']);
  }
  const question = told.latest.get(key);
  const history = told.history.find((one) => one.key === key);
  if (!question || !history)
    return refuse('unknown-reference', `The survey asks no ${key}.`, [field, 'is not a question of it']);
  const options = optionsOf(question, history);
  if (options)
    return {
      ...{ key, text: history.wordings.at(-1)?.text ?? key },
      options: [...options, ...missing(told.shapes.get(key))],
    };
  return refuse('conflict', `Answers to a question of the kind ${question.kind} are not counted so.`, [
    field,
    'is not answered by choosing one of a few things',
  ]);
};

/** Both sides, different ones and not too many cells. */
export const sidesAsked = (
  { rows, columns }: { readonly rows: string; readonly columns: string },
  told: Told,
): { readonly rows: Side; readonly columns: Side } | Refusal => {
  if (rows === columns)
    return refuse('conflict', 'A question against itself tells nothing.', [
      'columns',
      'is what the rows are',
    ]);
  const [down, across] = [sideOf(rows, 'rows', told), sideOf(columns, 'columns', told)];
  if ('refused' in down) return down;
  if ('refused' in across) return across;
  if (down.options.length * across.options.length <= mostCells) return { rows: down, columns: across };
  return refuse('conflict', `A cross-tab has ${mostCells} cells at most.`, [
    'columns',
    'is too much for these rows',
  ]);
};

/** How many things there are to lay against each other: each is in so many tables, less one. */
const sidesThereAre = ({ history, latest, versions, communities, roles }: Told): number => {
  const questions = history.filter((one) => {
    const question = latest.get(one.key);
    return question !== undefined && optionsOf(question, one) !== undefined;
  });
  const groups = [communities.size > 0, roles.length > 0, versions.length > 1];
  return questions.length + groups.filter(Boolean).length;
};

/** What the figures of a cross-tab are drawn by, once its survey has settled. */
export const drawingOf = (
  survey: Pick<SurveyRow, '_id' | 'audience'>,
  shown: Parameters<typeof veilOf>[2] & { readonly tallies: ReadonlyMap<string, Tally> },
  told: Told,
  smallestGroup: number,
): Drawing => {
  const { tallies } = shown;
  const veil = veilOf(survey, tallies, shown);
  const alone: Drawing['alone'] = (key) => {
    const history = told.history.find((one) => one.key === key);
    const [question, shape] = [told.latest.get(key), told.shapes.get(key)];
    return history && question && shape
      ? veiled({ history, question, shape }, told.versions, tallies, veil, smallestGroup)
      : undefined;
  };
  const variance = tableVariance(sidesThereAre(told), { anyNumber: !needsLink(survey) });
  return { veil, smallestGroup, variance, alone };
};
