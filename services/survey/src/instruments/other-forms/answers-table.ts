import { createKeys } from '../exchange/keys.ts';
import { createNotes, quiet } from '../exchange/notes.ts';
import { guessed, pointsOf } from './answers-column.ts';
import type { Element, ForeignForm } from './foreign-form.ts';

interface Column {
  /** From 1, as a spreadsheet counts. */
  readonly number: number;
  readonly heading: string;
  readonly values: readonly string[];
}

const lines = (text: string): Set<string> => new Set(text.trim().split('\n'));

/** What the programs add by themselves, in the languages in which they do. */
const added = lines(`
timestamp
zeitstempel
horodateur
marca temporal
informazioni cronologiche
tijdstempel
carimbo de data/hora
id
start time
completion time
last modified time
startzeit
fertigstellungszeit
zeitpunkt der letzten änderung
heure de début
heure de fin
hora de inicio
hora de finalización
score
total points
quiz feedback
grade posted time
language
sprache`);

/** Headings of columns that say who answered. */
const identifying =
  /\b(?:e-?mail|username|benutzername|adresse de messagerie|adresse e-mail|correo|ip address)\b/i;
const ofMicrosoft = lines('name\nnom\nnombre\nnaam');
const isAddress = (value: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
/** Whose answers are words of a person’s own, however few there are. */
const ownWords = /\b(?:name|names|vorname|nachname|nom|prénom|phone|telefon|téléphone|address|adresse)\b/i;

const programOf = (headings: readonly string[]): 'google-forms' | 'microsoft-forms' | 'table' => {
  const plain = headings.map((heading) => heading.trim().toLowerCase());
  if (lines('timestamp\nzeitstempel\nhorodateur\nmarca temporal').has(plain[0] ?? '')) return 'google-forms';
  const microsoft = [
    'id',
    'start time',
    'startzeit',
    'heure de début',
    'completion time',
    'fertigstellungszeit',
  ];
  return plain.filter((heading) => microsoft.includes(heading)).length >= 3 ? 'microsoft-forms' : 'table';
};

/** Why a column is no question; undefined where it is one. */
const leftOut = ({ heading, values }: Column, program: ForeignForm['program']): string | undefined => {
  const plain = heading.toLowerCase();
  const isMicrosoft = program === 'microsoft-forms';
  if (heading === '') return 'has no heading';
  const hasAddresses = values.length > 0 && values.filter(isAddress).length * 2 > values.length;
  if (hasAddresses || identifying.test(heading) || (isMicrosoft && ofMicrosoft.has(plain)))
    return 'says who answered';
  return added.has(plain) || (isMicrosoft && /^(?:points|feedback) - /.test(plain))
    ? 'is noted by the program, and nobody is asked'
    : undefined;
};

/** `How good? [Speed]`, as Google writes the rows of a table. */
const rowIn = (heading: string): { base: string; row: string } | undefined => {
  const found = /^(.*?)\s*\[([^[\]]+)\]\s*$/s.exec(heading);
  return found ? { base: (found[1] ?? '').trim(), row: (found[2] ?? '').trim() } : undefined;
};

/** Columns that stand side by side and are rows of one question. */
const together = (columns: readonly Column[]): Column[][] => {
  const groups: Column[][] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    const before = last?.[0] && rowIn(last[0].heading);
    const here = rowIn(column.heading);
    if (last && before && here && before.base === here.base) last.push(column);
    else groups.push([column]);
  }
  return groups;
};

const keysIn = (words: readonly string[], fallback: string) => {
  const keyFor = createKeys(fallback, ['other', 'none']);
  return words.map((text) => ({ value: keyFor(text, '', quiet), text }));
};

/** Drafts a form from the answers that were given to it: its headings, and what their answers have in common. */
export const fromAnswers = (table: readonly (readonly string[])[]): ForeignForm => {
  const notes = createNotes();
  const stood = new Map<object, string>();
  const [headings = [], ...rows] = table;
  const program = programOf(headings);
  const keyFor = createKeys('q');
  const placeOf = ({ number, heading }: Column): string => `column ${number}, “${heading.slice(0, 80)}”`;

  const columns = headings.map((heading, index): Column => {
    const values = rows.map((row) => (row[index] ?? '').trim()).filter((value) => value !== '');
    return { number: index + 1, heading: heading.trim(), values };
  });
  const isAsked = (column: Column): boolean => {
    const reason = leftOut(column, program);
    if (reason !== undefined && (column.heading !== '' || column.values.length > 0))
      notes.leftOut(placeOf(column), reason);
    return reason === undefined;
  };
  const put = (columns: readonly Column[], element: Element): Element => {
    stood.set(element, columns.map(placeOf)[0] ?? '');
    return element;
  };
  const elementOf = (column: Column): Element => {
    const { heading, values } = column;
    const { fields, said } = ownWords.test(heading)
      ? { fields: { type: 'text' }, said: 'is guessed to ask for words' }
      : guessed(values);
    notes.changed(placeOf(column), said);
    const choices = fields.choices as string[] | undefined;
    return put([column], {
      ...fields,
      ...(choices && { choices: keysIn(choices, 'choice') }),
      name: keyFor(heading, '', quiet),
      title: heading,
    });
  };
  const elementsOf = (group: readonly Column[]): Element[] => {
    const points = group.length > 1 ? pointsOf(group.flatMap(({ values }) => values)) : undefined;
    const [first] = group;
    if (!first || !points) return group.map(elementOf);
    const base = rowIn(first.heading)?.base ?? '';
    notes.changed(
      placeOf(first),
      points.sure
        ? 'is guessed to be a table whose rows are rated alike'
        : 'is guessed to be a table whose rows are rated alike, by points in the order in which they were first given',
    );
    return [
      put(group, {
        type: 'matrix',
        name: keyFor(base, '', quiet),
        title: base,
        rows: keysIn(
          group.map(({ heading }) => rowIn(heading)?.row ?? heading),
          'row',
        ),
        columns: points.points,
      }),
    ];
  };

  const elements = together(columns.filter(isAsked)).flatMap(elementsOf);
  notes.changed(
    'the form',
    'is drafted from answers: that one is required, and what depends on what, is not in them',
  );
  notes.looks('the form', 'has texts in a language that the file does not name: they are taken for English');
  return {
    program,
    condition: 'condition',
    stood,
    notes,
    form: { pages: [{ name: 'form', elements }] },
  };
};
