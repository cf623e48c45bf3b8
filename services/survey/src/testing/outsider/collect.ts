import type { SurveyRow } from '../../asking/surveys/row.ts';
import { historyOf } from '../../instruments/definitions/history.ts';
import { type AskedSurvey, tally } from '../../taking/responses/decide.ts';
import type { ResponseRow } from '../../taking/responses/row.ts';
import type { Tally } from '../../taking/responses/tallies.ts';
import { askedIn, crossCounter } from '../../telling/counts/decide.ts';
import { shownCells, sidesAsked } from '../../telling/cross-tabs/decide.ts';
import { latestOf, resultsOf } from '../../telling/results/decide.ts';
import { movedOn, movesOn, type Standing } from '../../telling/shown/decide.ts';
import type { DrawnSurvey } from './drawn.ts';
import type { Equation } from './solve.ts';
import { ofQuestion, ofTable } from './told.ts';
import { byRole, sidesOf } from './world.ts';

export const smallestGroup = 8;

const surveyRow = (people: number): SurveyRow => ({
  ...{ _id: 's1', network: 'testing', version: 1, instrument: 'i1', instrumentVersion: 1, title: 'Drawn' },
  ...{
    mode: 'confidential',
    audience: { kind: 'people' },
    invited: people,
    status: 'closed',
    groupBy: 'role',
  },
  ...{ opensAt: new Date(0), closesAt: new Date(1), kept: ['member', 'core'] },
});

/** A drawn survey as the survey service has it. */
const stored = ({ questions, people }: DrawnSurvey) => {
  const survey = surveyRow(people.length);
  const versions = [{ number: 1, questions: [...questions] }];
  const asked: AskedSurvey = { ...survey, versions: askedIn(versions) };
  const rows = people.map(
    ({ answers, role }, index) =>
      ({ _id: `s1.${index}`, instrumentVersion: 1, answers, ...(role && { role }) }) as ResponseRow,
  );
  return { survey, versions, asked, rows };
};

const talliesOf = (asked: AskedSurvey, rows: readonly ResponseRow[]): Map<string, Tally> =>
  new Map(tally(asked, rows).map((one) => [one.question, one]));

/** All that a member may get once a survey has closed: the results, and every table there is. */
export const afterClosing = (drawn: DrawnSurvey): Equation[] => {
  const { survey, versions, asked, rows } = stored(drawn);
  const sides = new Map(sidesOf(drawn.questions).map((side) => [side.key, side]));
  const tallies = talliesOf(asked, rows);
  const results = resultsOf(survey, versions, tallies, new Map(), smallestGroup, { state: 'final' });
  const ground = {
    ...{ history: historyOf(versions), latest: latestOf(versions), versions: [1] },
    ...{ communities: new Map(), roles: ['member', 'core'] },
  };
  const tables = [byRole, ...drawn.questions.map(({ key }) => key)].flatMap((one) =>
    drawn.questions.flatMap(({ key: other }): Equation[] => {
      const named = sidesAsked({ rows: one, columns: other }, ground);
      if ('refused' in named) return [];
      const counter = crossCounter(askedIn(versions), one, other);
      for (const row of rows) counter.count(row);
      return ofTable({ ...named, ...shownCells(named, counter.result(), smallestGroup) }, sides);
    }),
  );
  return [
    ...results.questions.flatMap((result) => {
      const side = sides.get(result.key);
      return side ? ofQuestion(side, result) : [];
    }),
    ...tables,
  ];
};

/** What was shown while responses came in, by whoever looks after each: after how many responses, and what it says. */
export const whileOpen = (drawn: DrawnSurvey): { readonly after: number; readonly told: Equation[] }[] => {
  const { survey, versions, asked, rows } = stored(drawn);
  const sides = new Map(sidesOf(drawn.questions).map((side) => [side.key, side]));
  let standing: Standing<{ responses: number }> = {};
  const readings = new Map<number, Equation[]>();
  for (let responses = 1; responses <= rows.length; responses += 1) {
    if (movesOn(standing, responses, smallestGroup)) standing = movedOn(standing, { responses });
    const after = standing.shown?.responses;
    if (after === undefined || readings.has(after)) continue;
    const tallies = talliesOf(asked, rows.slice(0, after));
    const { questions } = resultsOf(survey, versions, tallies, new Map(), smallestGroup, { state: 'steps' });
    readings.set(
      after,
      questions.flatMap((result) => {
        const side = sides.get(result.key);
        return side ? ofQuestion(side, result) : [];
      }),
    );
  }
  return [...readings].map(([after, told]) => ({ after, told }));
};
