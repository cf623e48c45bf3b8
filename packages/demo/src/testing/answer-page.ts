import type { launchBrowser } from '@skein/local-runtime';
import { expect } from 'vitest';
import { flawsOf } from './sound.ts';

export type Browser = Awaited<ReturnType<typeof launchBrowser>>;
export type Page = Awaited<ReturnType<Browser['newPage']>>;

const choices = [
  { key: 'one', label: 'The first' },
  { key: 'two', label: 'The second' },
  { key: 'three', label: 'The third' },
];
const other = { key: 'other', label: 'Something else', other: true as const };
const levels = ['Not begun', 'Begun', 'Done'];
const rows = [
  { key: 'here', label: 'Here' },
  { key: 'there', label: 'There' },
];
const section = 'more';
/** An instrument with a question of each kind, in two parts, one of which is asked of some only. */
export const content = {
  title: 'Everything',
  introduction: 'All that can be asked.',
  sections: [
    { key: 'first', title: 'To begin with' },
    { key: 'more', title: 'A little more', showIf: { question: 'agree', equals: true } },
  ],
  questions: [
    { kind: 'yes-no' as const, key: 'agree', text: 'Do you agree?', required: true, section: 'first' },
    {
      ...{ kind: 'scale' as const, key: 'mood', text: 'How are you?', required: true, section: 'first' },
      ...{ from: 1, to: 5, lowLabel: 'low', highLabel: 'high' },
    },
    {
      ...{ kind: 'text' as const, key: 'why-not', text: 'Why do you not agree?', required: true },
      ...{ section: 'first', maxLength: 200, showIf: { question: 'agree', equals: false } },
    },
    { kind: 'single' as const, key: 'role', text: 'Your role?', section, choices: [...choices, other] },
    {
      kind: 'multiple' as const,
      key: 'ways',
      text: 'Which ways?',
      section,
      choices,
      atMost: 2,
      help: 'Think.',
    },
    { kind: 'text' as const, key: 'name', text: 'Say it in a word', section, short: true, maxLength: 20 },
    { kind: 'number' as const, key: 'years', text: 'For how long?', section, min: 0, max: 60, unit: 'years' },
    { kind: 'date' as const, key: 'since', text: 'Since when?', section },
    { kind: 'ranking' as const, key: 'order', text: 'Which comes first?', section, choices },
    { kind: 'matrix' as const, key: 'rooms', text: 'How is it?', section, rows, from: 0, to: 2 },
    { kind: 'levels' as const, key: 'level', text: 'How far?', section, levels },
    {
      ...{ kind: 'levels-matrix' as const, key: 'levels', text: 'How far is each?', section },
      rows: rows.map((row) => ({ ...row, levels })),
    },
    {
      ...{ kind: 'quiz' as const, key: 'quiz', text: 'Which is right?', section },
      choices: [
        { key: 'yes', label: 'This one', right: true, feedback: 'Indeed.' },
        { key: 'no', label: 'That one' },
      ],
    },
  ],
  translations: { ar: { title: 'كل شيء', 'questions/mood/text': 'كيف حالك؟' } },
};
/** What `answerAll` answers. */
export const everyAnswer = {
  agree: true,
  mood: 4,
  role: { choice: 'other', text: 'Porter' },
  ways: ['one', 'three'],
  name: 'Calm',
  years: 2.5,
  since: '2021-03-04',
  order: ['two', 'three', 'one'],
  rooms: { here: 0, there: 2 },
  level: 3,
  levels: { here: 1, there: 2 },
  quiz: 'yes',
};

/** What axe finds wrong with the page, and whether it fits the phone. */
export const expectSound = async (on: Page): Promise<void> => expect(await flawsOf(on)).toEqual([]);

export const group = (name: string, on: Page) => on.getByRole('group', { name, exact: false });
export const choose = (question: string, label: string, on: Page) =>
  group(question, on).getByLabel(label, { exact: true }).first().check();
export const write = (label: string, text: string, on: Page) =>
  on.getByLabel(label, { exact: false }).first().fill(text);
export const press = (name: string, on: Page) => on.getByRole('button', { name, exact: true }).click();
export const shows = (text: string, on: Page) =>
  on.getByText(text).filter({ visible: true }).first().waitFor();

/** Answers every question as somebody does who sees the form. */
export const answerAll = async (
  on: Page,
  rank: (on: Page) => Promise<void> = rankByButtons,
): Promise<void> => {
  await choose('Do you agree?', 'Yes', on);
  await choose('How are you?', '4', on);
  await choose('Your role?', 'Something else', on);
  await write('Something else: please say', 'Porter', on);
  await choose('Which ways?', 'The first', on);
  await choose('Which ways?', 'The third', on);
  await write('Say it in a word', 'Calm', on);
  await write('For how long?', '2.5', on);
  await write('Since when?', '2021-03-04', on);
  await rank(on);
  const rooms = group('How is it?', on);
  await rooms.getByRole('group', { name: 'Here', exact: true }).getByLabel('0', { exact: true }).check();
  await rooms.getByRole('group', { name: 'There', exact: true }).getByLabel('2', { exact: true }).check();
  await group('How far?', on).getByLabel('3 – Done').check();
  const each = group('How far is each?', on);
  await each.getByRole('group', { name: 'Here', exact: true }).getByLabel('1 – Not begun').check();
  await each.getByRole('group', { name: 'There', exact: true }).getByLabel('2 – Begun').check();
  await choose('Which is right?', 'This one', on);
};
const rankByButtons = async (on: Page): Promise<void> => {
  for (const name of [
    'Rank next: The second',
    'Rank next: The first',
    'Rank next: The third',
    'Up: The third',
  ]) {
    await on.getByRole('button', { name, exact: true }).focus();
    await on.keyboard.press('Enter');
  }
};
export const rankByNumbers = async (on: Page): Promise<void> => {
  const ranking = group('Which comes first?', on);
  for (const [label, place] of [
    ['The first', '3'],
    ['The second', '1'],
    ['The third', '2'],
  ] as const)
    await ranking.getByLabel(label).fill(place);
};
