import { isRefusal } from '@skein/contracts';
import { expect, it } from 'vitest';
import { attendanceOf, findingsOf, notesOf, situationOf, workOf } from './decide.ts';
import { namesOf, readPast } from './read.ts';

const text = `Meeting notes of May
Present: Ann Lee, Ben
Apologies: Ann Lee, Zed
Learning discussion 55mins
Ben - the rota
· who reads it?
| Workstream | Next steps | Step owner | Notes | Done | Wkstrm Owner |
|---|---|---|---|---|---|
| Site | First page | AL | soon | 28/11 | ZZ |
| | Second page | Ben | | | |
| | Third page | XY | | yes | |
Check-out 10 mins
Q1 We did what we came for.
5 Ann
3 Zed`;

const found = readPast(text);
if (isRefusal(found)) throw new Error(found.detail);
const { lines, record } = found;
const known = new Map([
  ['Ann Lee', 'ann'],
  ['AL', 'ann'],
  ['Ben', 'ben'],
]);

it('names everybody once', () => {
  expect(namesOf(record)).toEqual(['Ann Lee', 'Ben', 'Zed', 'ZZ', 'AL', 'XY']);
});

it('has those who were there, and of the others who had said so', () => {
  expect(attendanceOf(record, known)).toEqual({ present: ['ann', 'ben'], apologies: [] });
});

it('keeps the lines of those whom nobody knows in the notes', () => {
  expect(notesOf(lines, record, known)).toBe('Apologies: Ann Lee, Zed\n3 Zed');
});

it('has a case by who brought it, where that is known', () => {
  const [one] = record.cases;
  if (!one) throw new Error('no case');
  expect(situationOf(one, known)).toMatchObject({ broughtBy: 'ben', observations: ['who reads it?'] });
  expect(situationOf(one, new Map())).not.toHaveProperty('broughtBy');
});

it('has work with its steps: done on the last such day, accepted where somebody has it', () => {
  const [site] = workOf(record, known, new Date('2019-04-12T08:30:00Z'));
  expect(site).toMatchObject({ title: 'Site', owners: [] });
  expect(site?.steps.map(({ owners, status, notes, dates }) => [owners, status, notes, dates])).toEqual([
    [['ann'], 'done', 'soon\nZZ', ['2018-11-28']],
    [['ben'], 'accepted', '', []],
    [[], 'done', 'XY\nyes', []],
  ]);
  expect(site?.steps[2]).toMatchObject({ doneOn: '2019-04-12' });
});

it('has scores with who gave them, where that is known', () => {
  expect(findingsOf(record, known).statements).toEqual([
    { statement: 'We did what we came for.', marks: [{ score: 5, person: 'ann' }, { score: 3 }] },
  ]);
});

it('refuses places that are not those of its lines', () => {
  expect(readPast('One\nTwo', ['notes'])).toMatchObject({ refused: 'invalid-request' });
});
