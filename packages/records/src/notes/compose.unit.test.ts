import { LinePlace } from '@skein/contracts';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { linesOf } from '../lines.ts';
import { composePast } from './compose.ts';
import { placeLines, withPlaces } from './place.ts';
import type { PastRecord } from './record.ts';

const recordOf = (text: string): PastRecord => {
  const lines = linesOf(text);
  return composePast(lines, placeLines(lines));
};

const notes = `Meeting Notes 12th April 2026
Apologies: Cy Moss
Present: Ann Lee, Ben Lee; Dot Grey
Check in 5 mins
Recommended reading: A good book
Another one -
Learning discussion 55mins
Ann - the rota that nobody reads
We print it each week.
Obs & clarification -
· Who reads it now?
· https://example.org/rota is older
Insights to take forward - try one page
We hear of it next time.
Dot G - a door. It sticks.
· oil it
Insights: will oil it
Tactical 20 mins

\tWorkstream
\tNext steps
\tStep owner
\tNotes
\tDone
\tWkstrm Owner

\tWebsite
\tFirst page
with a picture
\tAL
\tpropose accept
\t9/11/2528/11
\tAL/BL

\t
\tSecond page
\tBL
Dot
\t
\t
\t

Tensions arising
Too many letters
Check-out 10 mins
Q1 We did what we came for today.
5 Ann Ben
4 Dot & 3 Ben
5 people came
Q2I was heard by the others.
5 4 4

https://example.org/end
Copied from Zoom chat:

09:00:01     From  Ann Lee : https://example.org/chat.
09:00:02     From  Ann Lee to Ben Lee(Privately) : quietly
`;

describe('the notes of a meeting', () => {
  const record = recordOf(notes);

  it('name the day and who was there', () => {
    expect(record.title?.text).toBe('Meeting Notes 12th April 2026');
    expect(record.day).toEqual({ year: 2026, month: 4, day: 12 });
    expect(record.present.map(({ text }) => text)).toEqual(['Ann Lee', 'Ben Lee', 'Dot Grey']);
    expect(record.apologies.map(({ text }) => text)).toEqual(['Cy Moss']);
  });

  it('have timed parts and reading', () => {
    expect(record.agenda.map(({ title, minutes }) => `${title} ${minutes}`)).toEqual([
      'Check in 5',
      'Learning discussion 55',
      'Tactical 20',
      'Check-out 10',
    ]);
    expect(record.reading.map(({ text }) => text)).toEqual(['A good book', 'Another one']);
  });

  it('have cases with what was said of them', () => {
    expect(
      record.cases.map(({ title, by, situation, observations, insights }) => ({
        title,
        by,
        said: [situation, observations, insights].map((list) => list.map(({ text }) => text)),
      })),
    ).toEqual([
      {
        title: 'the rota that nobody reads',
        by: 'Ann Lee',
        said: [
          ['We print it each week.'],
          ['Who reads it now?', 'https://example.org/rota is older'],
          ['try one page'],
        ],
      },
      { title: 'a door.', by: 'Dot Grey', said: [['It sticks.'], ['oil it'], ['will oil it']] },
    ]);
  });

  it('have the table of work row for row', () => {
    expect(record.steps.map(({ lines: _, ...step }) => step)).toEqual([
      {
        workstream: 'Website',
        leads: ['AL', 'BL'],
        title: 'First page',
        owners: ['AL'],
        notes: 'with a picture\npropose accept',
        done: '9/11/2528/11',
      },
      { workstream: 'Website', leads: ['AL', 'BL'], title: 'Second page', owners: ['BL', 'Dot'], notes: '' },
    ]);
  });

  it('have scores by person where that was written down', () => {
    expect(
      record.statements.map(({ number, marks }) => [number, marks.map(({ score, by }) => [score, by])]),
    ).toEqual([
      [
        1,
        [
          [5, 'Ann Lee'],
          [5, 'Ben Lee'],
          [4, 'Dot Grey'],
          [3, 'Ben Lee'],
        ],
      ],
      [
        2,
        [
          [5, undefined],
          [4, undefined],
          [4, undefined],
        ],
      ],
    ]);
  });

  it('have links, and a chat of which what was to some alone is withheld', () => {
    expect(record.links.map(({ url }) => url)).toEqual([
      'https://example.org/rota',
      'https://example.org/end',
      'https://example.org/chat',
    ]);
    expect(record.chat).toMatchObject({ withheld: 1, messages: [{ from: 'Ann Lee' }] });
    expect(JSON.stringify(record)).not.toContain('quietly');
  });

  it('keep what belongs nowhere else', () => {
    expect(record.notes).toBe(
      'We hear of it next time.\n\nTensions arising\nToo many letters\n5 people came',
    );
  });
});

it('reads a table whose rows stand on one line, between tabs or strokes', () => {
  for (const table of [
    'Workstream\tNext steps\tWho\tDone\nWebsite\tFirst page\tAnn\tyes\n\tSecond page\tBen\t',
    '| Workstream | Next steps | Who | Done |\n|---|---|---|---|\n| Website | First page | Ann | yes |\n| | Second page | Ben | |',
  ])
    expect(recordOf(table).steps).toMatchObject([
      { workstream: 'Website', title: 'First page', owners: ['Ann'], done: 'yes' },
      { workstream: 'Website', title: 'Second page', owners: ['Ben'] },
    ]);
});

it('keeps withheld what was to some alone, whatever somebody places it as', () => {
  const lines = linesOf('09:00:02 From Ann to Ben (Direct Message):\n\tquietly');
  const record = composePast(lines, withPlaces(lines, ['notes', 'notes']));
  expect(record.places).toEqual(['withheld', 'withheld']);
  expect(JSON.stringify(record)).not.toContain('quietly');
});

/** The lines that a record says where it has something from. */
const told = (record: PastRecord): number[] => [
  ...[record.title, ...record.present, ...record.apologies, ...record.agenda, ...record.reading].flatMap(
    (said) => (said ? [said.line] : []),
  ),
  ...record.cases.flatMap((one) => [
    one.line,
    ...[...one.situation, ...one.observations, ...one.insights].map(({ line }) => line),
  ]),
  ...record.steps.flatMap(({ lines }) => lines),
  ...record.statements.flatMap(({ line, marks }) => [line, ...marks.map((mark) => mark.line)]),
  ...record.chat.messages.flatMap(({ lines: [from, to] }) =>
    Array.from({ length: to - from + 1 }, (_, at) => from + at),
  ),
];

const line = fc.oneof(
  fc.constantFrom(...notes.split('\n')),
  fc.stringMatching(/^[\p{L}\d ,.:;!?·•*\t-]{0,40}$/u),
  fc.constantFrom(
    'Insights',
    'Present',
    'Q3 A statement of some length',
    '3',
    '5 Ann',
    '· ',
    'https://example.org',
  ),
);

/** What of a record was written by somebody, and so must stand in the document. */
const texts = ({ present, apologies, reading, cases, steps, statements }: PastRecord): string[] => [
  ...[...present, ...apologies, ...reading].map(({ text }) => text),
  ...cases.map(({ title }) => title),
  ...cases.flatMap(({ insights, observations }) => [...insights, ...observations]).map(({ text }) => text),
  ...steps.flatMap(({ title, owners }) => [...(title ? [title] : []), ...owners]),
  ...statements.map(({ statement }) => statement),
];

const structure: ReadonlySet<LinePlace> = new Set(['withheld', 'heading', 'notes', 'table']);

/** Holds that a line is where its place says. */
const expectThere = (text: string, place: LinePlace, number: number, record: PastRecord): void => {
  if (structure.has(place)) return;
  if (place === 'blank') expect(text).toMatch(/^[\s·•*–-]*$/u);
  else if (place === 'link') expect(record.links.length).toBeGreaterThan(0);
  else expect(told(record)).toContain(number);
};

test('each line is in the record or in the notes, however it is placed; nothing is there that is in no line', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(line, fc.option(fc.constantFrom(...LinePlace.options))), { maxLength: 60 }),
      (document) => {
        const lines = document.map(([text], at) => ({ number: at + 1, text }));
        const own = placeLines(lines);
        const wished = document.map(([, place], at) => place ?? own[at] ?? 'notes');
        const record = composePast(lines, withPlaces(lines, wished));
        const left = lines
          .filter((_line, at) => record.places[at] === 'notes')
          .map(({ text }) => text.trimEnd());
        expect(record.notes.split('\n').filter(Boolean)).toEqual(left.filter(Boolean));
        for (const [at, { text }] of lines.entries())
          expectThere(text, record.places[at] ?? 'notes', at + 1, record);
        const whole = lines.map(({ text }) => text.replaceAll('\t', ' ')).join('\n');
        for (const text of texts(record)) expect(whole).toContain(text);
      },
    ),
    { numRuns: 300 },
  );
});
