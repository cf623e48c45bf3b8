import type { LinePlace as Place } from '@skein/contracts';
import type { Line } from '../lines.ts';
import { linksIn } from '../links.ts';
import { caseIn } from './cases.ts';
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
import { namesIn } from './names.ts';
import type { PastCase, PastStatement, Said } from './record.ts';

type Growing<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

/** What has been made of the lines so far. */
export interface Draft {
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
export const titleOf = (text: string): string => {
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

export const takes: Partial<Record<Place, Take>> = {
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
