import type { InstrumentContent, Question } from '@skein/contracts';
import { choicesOf, plain, rowsOf, wordingsOf } from './labels.ts';

type Version = Pick<InstrumentContent, 'translations' | 'questions'>;

/** What a column answers: a question, or a part of it. */
export interface Target {
  readonly question: Question;
  readonly part?: string;
  readonly name: string;
}

export interface Column {
  /** From 1. */
  readonly column: number;
  readonly heading: string;
  readonly to?: Target;
  readonly because?: string;
}

/** What was written beside a choice has a column of its own, as in exports. */
export const ownWords = 'text';

const partsOf = (version: Version, question: Question): { key: string; labels: readonly string[] }[] => {
  const rows = rowsOf(version, question);
  if (rows.length) return rows;
  if (question.kind === 'single') return [];
  return choicesOf(version, question);
};

const hasOwnWords = (question: Question): boolean =>
  (question.kind === 'single' || question.kind === 'multiple') && question.choices.some(({ other }) => other);

/** Headings by which programs write a question and its part: theirs, and those of the exports here. */
const headingsOf = (wording: string, part: string): string[] =>
  [
    `${wording}.${part}`,
    `${wording} – ${part}`,
    `${wording} - ${part}`,
    `${wording} [${part}]`,
    `${wording}[${part}]`,
    `${wording}_${part}`,
  ].map(plain);

/** Every target of a version, and the headings that lead to it. */
const targetsIn = (version: Version): { target: Target; headings: string[] }[] =>
  version.questions.flatMap((question) => {
    const wordings = wordingsOf(version, question);
    const { key } = question;
    const parts = partsOf(version, question).map(({ key: part, labels }) => ({
      target: { question, part, name: `${key}.${part}` },
      headings: wordings.flatMap((wording) => labels.flatMap((label) => headingsOf(wording, label))),
    }));
    const words = {
      target: { question, part: ownWords, name: `${key}.${ownWords}` },
      headings: wordings.flatMap((wording) =>
        [ownWords, 'Own words', 'Other', 'other'].flatMap((label) => headingsOf(wording, label)),
      ),
    };
    const whole = { target: { question, name: key }, headings: wordings.map(plain) };
    const isWhole = rowsOf(version, question).length === 0;
    return [...(isWhole ? [whole] : []), ...parts, ...(hasOwnWords(question) ? [words] : [])];
  });

const addedByPrograms = new Set(
  `timestamp|zeitstempel|horodateur|marca temporal|id|start time|completion time|last modified time|startzeit
  |fertigstellungszeit|response id|lastpage|startlanguage|seed|startdate|datestamp|submitdate|refurl|received
  |version|response|community|role|name|email|token|ipaddr|_id|_uuid|_submission_time|_index`
    .split('|')
    .map((heading) => heading.trim()),
);
const saysWho =
  /\b(?:e-?mail|username|benutzername|ip[- ]?address|first ?name|last ?name|vorname|nachname)\b/i;

const whyNot = (heading: string): string =>
  addedByPrograms.has(plain(heading)) || saysWho.test(heading)
    ? 'says who answered or when, which is not kept'
    : 'is called like no question';

/** Which column answers what: as it was said, or as its heading says. */
export const mapColumns = (
  version: Version,
  headings: readonly string[],
  said: Readonly<Record<string, string | null>> = {},
): Column[] => {
  const targets = targetsIn(version);
  const byName = new Map(targets.map((one) => [one.target.name, one]));
  const byHeading = new Map<string, Target>();
  for (const { target, headings: known } of targets)
    for (const heading of known) if (!byHeading.has(heading)) byHeading.set(heading, target);
  const taken = new Set<string>();
  return headings.map((heading, index): Column => {
    const column = { column: index + 1, heading };
    const told = Object.hasOwn(said, heading) ? said[heading] : undefined;
    if (told === null) return { ...column, because: 'you left it out' };
    const to = told === undefined ? byHeading.get(plain(heading)) : byName.get(told)?.target;
    if (!to) return { ...column, because: whyNot(heading) };
    if (taken.has(to.name)) return { ...column, because: 'answers what a column before it answers' };
    taken.add(to.name);
    return { ...column, to };
  });
};

/** What was said of columns or values and leads nowhere. */
export const unknownTargets = (version: Version, names: Iterable<string>): string[] => {
  const known = new Set(targetsIn(version).map(({ target }) => target.name));
  return [...names].filter((name) => !known.has(name));
};
