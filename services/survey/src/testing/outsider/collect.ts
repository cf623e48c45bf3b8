import type { Results, Score } from '@skein/contracts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { hiddenIn } from '../../instruments/definitions/asked-of.ts';
import { historyOf } from '../../instruments/definitions/history.ts';
import { compileScores } from '../../instruments/definitions/scores.ts';
import { drawBy, recordKeys } from '../../taking/cell-keys/draw.ts';
import { type AskedSurvey, tally } from '../../taking/responses/decide.ts';
import type { ResponseRow } from '../../taking/responses/row.ts';
import { sumUp, type Tally } from '../../taking/responses/tallies.ts';
import { askedIn, crossCounter, placingIn } from '../../telling/counts/decide.ts';
import { drawnCells } from '../../telling/cross-tabs/cells.ts';
import { drawingOf, sidesAsked } from '../../telling/cross-tabs/decide.ts';
import { shapesOf } from '../../telling/figures/cells.ts';
import { latestOf, readableTexts, resultsOf } from '../../telling/results/decide.ts';
import { movedOn, movesOn, type Standing } from '../../telling/shown/decide.ts';
import type { DrawnSurvey } from './drawn.ts';
import type { Table } from './told.ts';
import { byRole } from './world.ts';

export const smallestGroup = 8;

const surveyRow = (people: number, kind: 'people' | 'open'): SurveyRow => ({
  ...{ _id: 's1', network: 'testing', version: 1, instrument: 'i1', instrumentVersion: 1, title: 'Drawn' },
  ...{
    mode: 'confidential',
    audience: { kind },
    invited: people,
    status: 'closed',
    groupBy: 'role',
  },
  ...{ opensAt: new Date(0), closesAt: new Date(1), kept: ['member', 'core'] },
});

const yes = { true: 1, false: 0 };
/** Scores whose ends hold the very people of one cell of a table; the second holds all answers of the first. */
const scores: Score[] = [
  {
    ...{ key: 'ready', name: 'Ready', method: 'sum', missing: 'mean' },
    items: [
      { question: 'attended', values: yes },
      { question: 'urgent', values: yes },
    ],
  },
  {
    ...{ key: 'all', name: 'All', method: 'sum', missing: 'mean', atLeast: 2 },
    items: [{ question: 'attended', values: yes }, { question: 'urgent', values: yes }, { question: 'mood' }],
  },
];

/** A drawn survey as the survey service has it; `seed` makes what its figures are drawn by. */
const stored = ({ questions, people }: DrawnSurvey, seed: number, kind: 'people' | 'open' = 'people') => {
  const survey = surveyRow(people.length, kind);
  const versions = [{ number: 1, questions: [...questions], scores }];
  const hidden = hiddenIn({ questions });
  const asked: AskedSurvey = {
    ...survey,
    versions: askedIn(versions),
    scoresBy: new Map(versions.map((version) => [version.number, compileScores(version)])),
    keyOf: recordKeys(`secret ${seed}`),
    ...(hidden && { hiddenBy: new Map([[1, hidden]]) }),
  };
  const rows = people.map(
    ({ answers, role }, index) =>
      ({ _id: `s1.${index}`, instrumentVersion: 1, answers, ...(role && { role }) }) as ResponseRow,
  );
  return { survey, versions, asked, rows, draw: drawBy(`secret ${seed}`) };
};

const talliesOf = (asked: AskedSurvey, rows: readonly ResponseRow[]): Map<string, Tally> =>
  sumUp(
    tally(asked, rows).map(({ counts, ...part }) => ({
      _id: '',
      ...part,
      counts: Object.fromEntries(counts),
    })),
  );

export interface Collected {
  /** Whether one person may have given any number of responses. */
  readonly anyNumber: boolean;
  readonly results: Results;
  readonly tables: readonly Table[];
}

/** All that a member may get once a survey has closed: the results, and every table there is. */
export const afterClosing = (drawn: DrawnSurvey, seed: number, kind?: 'people' | 'open'): Collected => {
  const { survey, versions, asked, rows, draw } = stored(drawn, seed, kind);
  const shown = { state: 'final' as const, draw, tallies: talliesOf(asked, rows) };
  const texts = readableTexts(survey, versions, shown.tallies, smallestGroup).map((key) => {
    const there = rows.filter(({ answers }) => answers[key] !== undefined);
    return [key, there.map(({ answers }) => String(answers[key]))] as const;
  });
  const results = resultsOf(survey, versions, shown.tallies, new Map(texts), smallestGroup, shown);
  const told = {
    ...{ history: historyOf(versions), latest: latestOf(versions), shapes: shapesOf(versions), versions },
    ...{ communities: new Map(), roles: ['member', 'core'], mayBeInNone: true },
  };
  const drawing = drawingOf(survey, shown, told, smallestGroup);
  const tables = [byRole, ...drawn.questions.map(({ key }) => key)].flatMap((one) =>
    drawn.questions.flatMap(({ key: other }): Table[] => {
      const named = sidesAsked({ rows: one, columns: other }, told);
      if ('refused' in named) return [];
      const counter = crossCounter(placingIn(versions), one, other, asked.keyOf);
      for (const row of rows) counter.count(row);
      return [{ ...named, ...drawnCells(named, counter.result(), drawing) }];
    }),
  );
  return { anyNumber: kind === 'open', results, tables };
};

/** What was shown while responses came in, by whoever looks after each: after how many responses, and what it says. */
export const whileOpen = (drawn: DrawnSurvey, seed: number): { after: number; results: Results }[] => {
  const { survey, versions, asked, rows, draw } = stored(drawn, seed);
  let standing: Standing<{ responses: number }> = {};
  const readings = new Map<number, Results>();
  for (let responses = 1; responses <= rows.length; responses += 1) {
    if (movesOn(standing, responses, smallestGroup)) standing = movedOn(standing, { responses });
    const after = standing.shown?.responses;
    if (after === undefined || readings.has(after)) continue;
    const tallies = talliesOf(asked, rows.slice(0, after));
    const facts = { state: 'steps' as const, draw };
    readings.set(after, resultsOf(survey, versions, tallies, new Map(), smallestGroup, facts));
  }
  return [...readings].map(([after, results]) => ({ after, results }));
};
