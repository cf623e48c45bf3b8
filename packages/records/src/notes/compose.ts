import type { LinePlace as Place } from '@skein/contracts';
import { chatReader } from '../chat/read.ts';
import type { Line } from '../lines.ts';
import { linkHarvest, linksIn } from '../links.ts';
import { caseIn } from './cases.ts';
import { dayIn } from './dates.ts';
import {
  afterApologies,
  afterInsights,
  afterObservations,
  afterPresent,
  afterReading,
  isChatHeading,
  isLinkAlone,
  plain,
  statementIn,
  timedPart,
  titleIn,
  withoutBullet,
} from './headings.ts';
import { marksIn } from './marks.ts';
import { namesIn, whoAmong } from './names.ts';
import type { PastCase, PastRecord, PastStatement, PastStep, Said } from './record.ts';
import { stepsOf } from './steps.ts';

type Growing<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

/** What has been made of the lines so far. */
interface Draft {
  title?: Said;
  readonly present: Said[];
  readonly apologies: Said[];
  readonly agenda: { title: string; minutes: number; line: number }[];
  readonly reading: Said[];
  readonly cases: Growing<PastCase>[];
  readonly statements: Growing<PastStatement>[];
  who: (written: string) => string | undefined;
}

/** As much as a record takes of each; what is more, or longer, stays in the notes. */
const most = {
  names: 2000,
  parts: 40,
  reading: 50,
  cases: 40,
  said: 200,
  statements: 50,
  line: 300,
  text: 2000,
  situation: 10_000,
};

/** What a document is called; links before it are harvested, other words belong to it. */
const titleOf = (text: string): string => {
  const found = titleIn(text);
  return found && (!found.before.trim() || isLinkAlone(found.before)) ? found.title : plain(text);
};

const isBlankLine = (text: string): boolean => /^[\s·•*–-]*$/u.test(plain(text));

/** Whether a line says nothing but what comes next. */
const isHeading = (text: string): boolean =>
  isChatHeading(text) ||
  [afterPresent, afterApologies, afterReading, afterObservations].some((after) => after(text) === '');

/** Takes a line into the record; false where it says nothing of the kind that it was placed as. */
type Take = (draft: Draft, line: Line) => boolean;

const pushSaid = (
  list: Said[],
  text: string,
  { number: line }: Line,
  limit: number,
  longest: number,
): boolean => {
  if (!text || text.length > longest || list.length >= limit) return false;
  list.push({ text, line });
  return true;
};

const takeNames =
  (list: 'present' | 'apologies', after: (text: string) => string | undefined): Take =>
  (draft, line) => {
    const names = namesIn(after(line.text) ?? plain(line.text));
    const fits = names.length > 0 && names.every((name) => name.length <= 200 && /\p{L}/u.test(name));
    if (!fits || draft[list].length + names.length > most.names) return false;
    draft[list].push(...names.map((text) => ({ text, line: line.number })));
    return true;
  };

const takeToCase =
  (list: 'situation' | 'observations' | 'insights', textOf: (text: string) => string): Take =>
  (draft, line) => {
    const open = draft.cases.at(-1);
    if (!open) return false;
    const said = open[list] as Said[];
    const text = textOf(line.text);
    const length = said.reduce((sum, one) => sum + one.text.length + 1, text.length);
    return (
      (list !== 'situation' || length <= most.situation) && pushSaid(said, text, line, most.said, most.text)
    );
  };

const takes: Partial<Record<Place, Take>> = {
  blank: (_draft, { text }) => isBlankLine(text),
  heading: (_draft, { text }) => isHeading(text),
  link: (_draft, { text }) => isLinkAlone(text) && linksIn(text).length > 0,
  title: (draft, { number: line, text }) => {
    const title = titleOf(text);
    if (draft.title || !title || title.length > 200) return false;
    draft.title = { text: title, line };
    return true;
  },
  present: takeNames('present', afterPresent),
  apologies: takeNames('apologies', afterApologies),
  part: ({ agenda }, { number: line, text }) => {
    const part = timedPart(text);
    if (!part || agenda.length >= most.parts) return false;
    agenda.push({ ...part, line });
    return true;
  },
  reading: ({ reading }, line) => {
    const text = (afterReading(line.text) ?? withoutBullet(line.text)).replace(/\s+[–-]$/u, '');
    return pushSaid(reading, text, line, most.reading, most.line);
  },
  case: ({ cases, who }, { number: line, text }) => {
    const begins = caseIn(text, who);
    if (!begins || cases.length >= most.cases || begins.rest.length > most.text) return false;
    const { rest, ...facts } = begins;
    const situation = rest ? [{ text: rest, line }] : [];
    cases.push({ ...facts, line, situation, observations: [], insights: [] });
    return true;
  },
  situation: takeToCase('situation', plain),
  observation: takeToCase('observations', (text) => afterObservations(text) ?? withoutBullet(text)),
  insight: takeToCase('insights', (text) => afterInsights(text) ?? withoutBullet(text)),
  statement: ({ statements }, { number: line, text }) => {
    const found = statementIn(text) ?? { number: statements.length + 1, statement: plain(text) };
    if (statements.length >= most.statements || found.statement.length > most.line) return false;
    statements.push({ ...found, line, marks: [] });
    return true;
  },
  score: ({ statements, who }, { number: line, text }) => {
    const marks = marksIn(text, who);
    const statement = statements.at(-1);
    if (!marks || !statement || statement.marks.length + marks.length > most.names) return false;
    statement.marks.push(...marks.map((mark) => ({ ...mark, line })));
    return true;
  },
};

/** What is made of these is looked at for all of their lines together. */
const together: readonly Place[] = ['table', 'chat', 'withheld', 'notes'];

/** The runs of lines of a table; an empty line ends a row, and not the table. */
const runsOf = (lines: readonly Line[], places: readonly Place[]): Line[][] => {
  const runs: Line[][] = [];
  let blanks: Line[] | undefined;
  for (const [at, line] of lines.entries()) {
    if (places[at] === 'table') {
      if (blanks) runs.at(-1)?.push(...blanks, line);
      else runs.push([line]);
      blanks = [];
    } else if (places[at] === 'blank') blanks?.push(line);
    else blanks = undefined;
  }
  return runs;
};

/** The steps of all tables; what is no table becomes notes. */
const tables = (lines: readonly Line[], places: Place[]): PastStep[] =>
  runsOf(lines, places).flatMap((run) => {
    const { steps, left } = stepsOf(run);
    for (const number of left) places[number - 1] = 'notes';
    return steps;
  });

const chatOf = (lines: readonly Line[], places: Place[]) => {
  const reader = chatReader();
  for (const [at, line] of lines.entries()) {
    if (places[at] !== 'chat' && places[at] !== 'withheld' && places[at] !== 'blank') continue;
    if (places[at] !== 'blank') places[at] = 'chat';
    reader.take(line);
  }
  const chat = reader.end();
  for (const number of chat.unread) places[number - 1] = 'notes';
  for (const number of chat.withheldLines) places[number - 1] = 'withheld';
  return chat;
};

/** The lines left, and `also` these, with an empty one where there were any. */
export const notesWith = (
  lines: readonly Line[],
  places: readonly Place[],
  also: ReadonlySet<number> = new Set(),
): string => {
  const kept: string[] = [];
  let gap = false;
  for (const [at, { number, text }] of lines.entries()) {
    if (places[at] === 'blank') gap = kept.length > 0;
    if (places[at] !== 'notes' && !also.has(number)) continue;
    if (gap) kept.push('');
    gap = false;
    kept.push(text.trimEnd());
  }
  return kept.join('\n');
};

const linksOf = (lines: readonly Line[], places: readonly Place[], chat: PastRecord['chat']) => {
  const harvest = linkHarvest();
  for (const [at, { number: line, text }] of lines.entries()) {
    if (places[at] === 'withheld') continue;
    const message =
      places[at] === 'chat'
        ? chat.messages.find(({ lines: [from, to] }) => line >= from && line <= to)
        : undefined;
    const told =
      places[at] === 'title' && titleOf(text) !== plain(text) ? (titleIn(text)?.before ?? '') : text;
    harvest.take(told, { line, ...(message && { by: message.from, at: message.at }) });
  }
  return harvest.links();
};

const attendees = (lines: readonly Line[], places: readonly Place[]): string[] =>
  lines.flatMap(({ text }, at) => {
    if (places[at] === 'present') return namesIn(afterPresent(text) ?? plain(text));
    return places[at] === 'apologies' ? namesIn(afterApologies(text) ?? plain(text)) : [];
  });

/**
 * The record that lines make with these places. A line that says nothing of the kind that it is placed as is kept in
 * the notes, so nothing is lost, and all that the record says stands in the document.
 */
export const composePast = (lines: readonly Line[], placed: readonly Place[]): PastRecord => {
  const places = lines.map(
    (line, at): Place =>
      line.text.trim() === '' && placed[at] !== 'table' ? 'blank' : (placed[at] ?? 'notes'),
  );
  const draft: Draft = {
    ...{ present: [], apologies: [], agenda: [], reading: [], cases: [], statements: [] },
    who: whoAmong(attendees(lines, places)),
  };
  for (const [at, line] of lines.entries()) {
    const place = places[at] ?? 'notes';
    if (!together.includes(place) && !takes[place]?.(draft, line)) places[at] = 'notes';
  }
  const steps = tables(lines, places);
  const chat = chatOf(lines, places);
  const { who: _, ...record } = draft;
  const day = draft.title && dayIn(draft.title.text);
  return {
    ...record,
    ...(day && { day }),
    steps,
    chat,
    links: linksOf(lines, places, chat),
    notes: notesWith(lines, places),
    places,
  };
};
