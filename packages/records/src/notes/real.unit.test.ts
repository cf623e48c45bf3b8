import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../lines.ts';
import { composePast } from './compose.ts';
import { placeLines } from './place.ts';

/** Two real documents, which are no part of the repository since they are about people; only figures of them are here. */
const folder = [2, 3]
  .map((up) => join(import.meta.dirname, ...Array(3 + up).fill('..'), 'shared', 'seeds'))
  .find(existsSync);

const recordOf = (start: string) => {
  const name = readdirSync(folder ?? '.').find((file) => file.startsWith(start)) ?? '';
  const lines = linesOf(readFileSync(join(folder ?? '.', name), 'utf8'));
  return composePast(lines, placeLines(lines));
};

const counts = (record: ReturnType<typeof recordOf>) => ({
  present: record.present.length,
  apologies: record.apologies.length,
  parts: record.agenda.map(({ minutes }) => minutes),
  reading: record.reading.length,
  cases: record.cases.map(({ observations, insights }) => [observations.length, insights.length]),
  steps: record.steps.length,
  scores: record.statements.map(({ marks }) => marks.length),
  messages: record.chat.messages.length,
  chatLinks: record.chat.links.length,
});

if (!folder)
  console.warn('The real documents are not beside the repository: their figures are not compared.');

describe.skipIf(!folder)('the real documents', () => {
  it('of a regular meeting: attendance, three cases, the table row for row, the scores of seven statements', () => {
    const record = recordOf('000');
    expect(counts(record)).toEqual({
      present: 9,
      apologies: 0,
      parts: [5, 55, 20, 10],
      reading: 4,
      cases: [
        [12, 1],
        [12, 1],
        [8, 1],
      ],
      steps: 25,
      scores: [6, 6, 6, 8, 5, 5, 5],
      messages: 0,
      chatLinks: 0,
    });
    expect(record.cases.every(({ by }) => by)).toBe(true);
    expect(new Set(record.steps.map(({ workstream }) => workstream)).size).toBe(10);
    expect(record.steps.filter(({ done }) => done)).toHaveLength(17);
    expect(record.statements.flatMap(({ marks }) => marks).filter(({ by }) => by)).toHaveLength(34);
    expect(record.day).toEqual({ month: 2, day: 8 });
  });

  it('of the next one: attendance, seven statements, and the chat with its messages and links', () => {
    const record = recordOf('001');
    expect(counts(record)).toEqual({
      present: 8,
      apologies: 0,
      parts: [],
      reading: 0,
      cases: [],
      steps: 0,
      scores: [0, 0, 0, 0, 0, 0, 0],
      messages: 40,
      chatLinks: 7,
    });
    expect(record.chat.withheld).toBe(0);
    expect(record.chat.unread).toEqual([]);
    expect(record.day).toEqual({ year: 2019, month: 4, day: 12 });
  });
});
