import { type LearningCase, type Refusal, refuse } from '@skein/contracts';
import {
  daysIn,
  type Line,
  notesWith,
  type PastCase,
  type PastRecord,
  type PastStep,
  startWithDay,
} from '@skein/records';
import { type Known, linkRow } from '../chats/decide.ts';
import type { PastRow } from './row.ts';

const persons = (names: readonly string[], known: Known): string[] => [
  ...new Set(names.flatMap((name) => known.get(name) ?? [])),
];

const namesNobody = (names: readonly (string | undefined)[], known: Known): boolean =>
  names.some((name) => name !== undefined && !known.has(name));

/** Who was there, and who had said that they could not be. */
export const attendanceOf = ({ present, apologies }: PastRecord, known: Known) => {
  const there = persons(
    present.map(({ text }) => text),
    known,
  );
  const away = persons(
    apologies.map(({ text }) => text),
    known,
  );
  return { present: there, apologies: away.filter((person) => !there.includes(person)) };
};

/** Lines that name somebody who is no member: no record can hold who that was, so the notes do. */
const linesOfNobody = (
  { present, apologies, cases, steps, statements }: PastRecord,
  known: Known,
): Set<number> =>
  new Set([
    ...[...present, ...apologies].filter(({ text }) => namesNobody([text], known)).map(({ line }) => line),
    ...cases.filter(({ by }) => namesNobody([by], known)).map(({ line }) => line),
    ...steps
      .filter(({ title, leads }) => title === undefined && namesNobody(leads, known))
      .flatMap(({ lines }) => lines),
    ...statements
      .flatMap(({ marks }) => marks)
      .filter(({ by }) => namesNobody([by], known))
      .map(({ line }) => line),
  ]);

const mostNotes = 100_000;

/** The notes that stay, or why they are too long for a meeting. */
export const notesOf = (lines: readonly Line[], record: PastRecord, known: Known): string | Refusal => {
  const notes = notesWith(lines, record.places, linesOfNobody(record, known));
  return notes.length <= mostNotes
    ? notes
    : refuse('too-large', `The notes of a meeting have at most ${mostNotes} characters.`, [
        'text',
        `leaves ${notes.length} characters in the notes`,
      ]);
};

type Situation = Pick<LearningCase, 'title' | 'situation' | 'broughtBy'> & {
  readonly observations: string[];
  readonly insights: string[];
};

export const situationOf = (
  { title, by, situation, observations, insights }: PastCase,
  known: Known,
): Situation => {
  const broughtBy = by === undefined ? undefined : known.get(by);
  return {
    title,
    situation: situation.map(({ text }) => text).join('\n'),
    ...(broughtBy && { broughtBy }),
    observations: observations.map(({ text }) => text),
    insights: insights.map(({ text }) => text),
  };
};

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
const saysDone = (done: string): boolean =>
  /\d/.test(done) || /^\W*(?:yes|y|done|completed?|ja|oui|x|✓|✔)\W*$/iu.test(done);

/** What it takes to know what a row says: who the people are, how its dates are written, and when the meeting was. */
interface Told {
  readonly known: Known;
  readonly dayFirst: boolean;
  readonly latest: string;
}

/** What a row of the table says of a step. Who does it and is no member stands in its notes, as do words of how far it is. */
const stepOf = (step: PastStep, { known, dayFirst, latest }: Told) => {
  const { title = '', owners, leads, notes, done = '' } = step;
  const isDone = saysDone(done);
  const dates = daysIn(done, dayFirst, latest).slice(0, 20);
  const mine = persons(owners, known).slice(0, 20);
  const strangers = [...new Set([...owners, ...leads])].filter((name) => !known.has(name));
  const said = [notes, strangers.join(', '), done && dates.length === 0 ? done : '']
    .filter(Boolean)
    .join('\n');
  const open = mine.length > 0 ? ('accepted' as const) : ('proposed' as const);
  return {
    title,
    owners: mine,
    notes: said,
    dates,
    status: isDone ? ('done' as const) : open,
    ...(isDone && { doneOn: dates.at(-1) ?? latest }),
  };
};

/** A piece of work with its steps, as the table has it. */
export interface PastWork {
  readonly title: string;
  readonly owners: string[];
  readonly steps: ReturnType<typeof stepOf>[];
}

/** The table of work: each piece once, with its rows in their order. */
export const workOf = ({ steps }: PastRecord, known: Known, heldAt: Date): PastWork[] => {
  const dayFirst = startWithDay(steps.flatMap(({ done }) => done ?? []));
  const told = { known, dayFirst, latest: dayOf(heldAt) };
  return [...Map.groupBy(steps, ({ workstream }) => workstream)].map(([title, rows]) => ({
    title,
    owners: persons(
      rows.flatMap(({ leads }) => leads),
      known,
    ).slice(0, 20),
    // Whose piece of work it is stands in its first row; those below have it from there.
    steps: rows.flatMap((row, at) => (row.title ? [stepOf(at ? { ...row, leads: [] } : row, told)] : [])),
  }));
};

/** What no other record holds: scores and links. */
export const findingsOf = (
  { statements, links }: PastRecord,
  known: Known,
): Pick<PastRow, 'statements' | 'links'> => ({
  statements: statements.map(({ statement, marks }) => ({
    statement,
    marks: marks.map(({ score, by }) => {
      const person = by === undefined ? undefined : known.get(by);
      return { score, ...(person && { person }) };
    }),
  })),
  links: links.map((link) => linkRow(link, known)),
});
