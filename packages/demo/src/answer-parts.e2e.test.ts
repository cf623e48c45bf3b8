import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from './testing/answer-page.ts';
import * as acts from './testing/answer-page.ts';
import { type AnswerSide, startAnswerSide } from './testing/answer-side.ts';

let side: AnswerSide;
let page: Page;
let instrument: string;
beforeAll(async () => {
  side = await startAnswerSide();
  const drafted = await side.host.draftInstrument({ body: { slug: 'in-parts', ...inParts } });
  await side.host.publishInstrument({ params: { id: drafted.id }, ifMatch: drafted.version });
  instrument = drafted.id;
});
afterAll(() => side?.stop());
beforeEach(async () => {
  await side.closePages();
  page = await side.newPage();
});

const inParts = {
  title: 'In parts',
  introduction: 'Three short parts.',
  paged: true as const,
  sections: [
    { key: 'you', title: 'About you' },
    { key: 'mail', showIf: { question: 'writes', equals: true } },
    { key: 'end', title: 'In the end, {name|friend}' },
  ],
  questions: [
    {
      ...{ kind: 'text' as const, key: 'name', text: 'Your name?', short: true, required: true },
      ...{ maxLength: 40, section: 'you', pattern: '^\\p{Lu}', errorText: 'Begin with a capital letter.' },
    },
    { kind: 'yes-no' as const, key: 'writes', text: 'May we write?', required: true, section: 'you' },
    {
      ...{ kind: 'text' as const, key: 'address', text: 'Where to, {name}?', required: true },
      ...{ section: 'mail', format: 'email' as const, maxLength: 200 },
    },
    { kind: 'yes-no' as const, key: 'so', text: 'Was it short, {name|friend}?', section: 'end' },
  ],
};

const choose = (question: string, label: string) => acts.choose(question, label, page);
const write = (label: string, text: string) => acts.write(label, text, page);
const press = (name: string) => acts.press(name, page);
const shows = (text: string) => acts.shows(text, page);
const isThere = (name: string) => page.getByRole('button', { name, exact: true }).isVisible();

describe('a form in parts', () => {
  it('shows one after the other, back and on, and the answers in later texts', async () => {
    const { id, url } = await side.ask({ instrument });
    await page.goto(url);
    await shows('part 1 of 2');
    expect([await isThere('Back'), await isThere('Next'), await isThere('Send')]).toEqual([
      false,
      true,
      false,
    ]);
    await press('Next');
    await shows('There is a problem');
    await acts.expectSound(page);
    expect(await page.getByText('must be answered.').count()).toBe(4);
    await write('Your name?', 'ada <b>');
    await choose('May we write?', 'Yes');
    await shows('part 1 of 3');
    await press('Next');
    await shows('Begin with a capital letter.');
    await write('Your name?', 'Ada <b>');
    await press('Next');
    await shows('part 2 of 3');
    await shows('Where to, Ada <b>?');
    await acts.expectSound(page);
    expect(await page.getByText('Three short parts.').isVisible()).toBe(false);
    await write('Where to', 'ada');
    await press('Next');
    await shows('is not an e-mail address');
    // What is begun outlives the page, which begins at its first part again.
    await page.reload();
    await shows('part 1 of 3');
    await press('Next');
    await write('Where to', 'ada@example.org');
    await page.keyboard.press('Enter');
    await shows('In the end, Ada <b>');
    expect([await isThere('Back'), await isThere('Next'), await isThere('Send')]).toEqual([
      true,
      false,
      true,
    ]);
    await page.goBack();
    await shows('Where to, Ada <b>?');
    await press('Next');
    await press('Back');
    await press('Back');
    await choose('May we write?', 'No');
    await shows('part 1 of 2');
    await press('Next');
    await shows('Was it short, Ada <b>?');
    await choose('Was it short', 'Yes');
    await press('Send');
    await shows('your answers have arrived');
    expect((await side.stored(id)).answers).toEqual({ name: 'Ada <b>', writes: false, so: true });
  });

  it('is one form below each other without scripts, with the answers that were sent', async () => {
    page = await side.newPage({ javaScriptEnabled: false });
    const { id, url } = await side.ask({ instrument });
    await page.goto(url);
    await shows('Was it short, friend?');
    await write('Your name?', 'Ada');
    await press('Send');
    await shows('There is a problem');
    await shows('Was it short, Ada?');
    await shows('In the end, Ada');
    await choose('May we write?', 'No');
    await press('Send');
    await shows('your answers have arrived');
    expect((await side.stored(id)).answers).toEqual({ name: 'Ada', writes: false });
  });
});
