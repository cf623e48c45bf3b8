import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  communityRoutes,
  instrumentRoutes,
  peopleRoutes,
  responseRoutes,
  surveyRoutes,
} from '@skein/contracts';
import { launchBrowser } from '@skein/local-runtime';
import axe from 'axe-core';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from './client.ts';
import { onceKnown } from './load/meetings.ts';
import { openMailbox } from './mailbox.ts';
import { signIn } from './sign-in.ts';
import { type System, startSystem } from './system.ts';
import { until } from './until.ts';

type Browser = Awaited<ReturnType<typeof launchBrowser>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

const email = 'ada.admin@example.org';
const phone = { viewport: { width: 360, height: 740 } };
let dataDir: string;
let system: System;
let host: Client;
let mongo: MongoClient;
let browser: Browser;
let page: Page;
const opened: { close(): Promise<void> }[] = [];

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
const content = {
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
const everyAnswer = {
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

let instrument = '';
let community = '';
let people: string[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'skein-answer-page-'));
  const environment = { SKEIN_LOG_LEVEL: 'info' };
  system = await startSystem({ dataDir, fixedPorts: false, report: () => undefined, environment });
  const asked = ['--network', 'demonstration', '--email', email, '--name', 'Ada Admin'];
  await system.run('services/membership/src/commands/first-admin.ts', ...asked);
  host = (await signIn(system.url, openMailbox(system.mailboxUrl), email)).client;
  mongo = await MongoClient.connect(system.servers.mongo.url);
  browser = await launchBrowser();
  const drafted = await host.call(instrumentRoutes.draftInstrument, {
    body: { slug: 'everything', ...content },
  });
  instrument = drafted.id;
  const params = { id: instrument };
  await host.call(instrumentRoutes.publishInstrument, { params, ifMatch: drafted.version });
  const founded = await host.call(communityRoutes.foundCommunity, {
    body: {
      slug: 'answerers',
      name: 'Answerers',
      domain: 'Saying',
      description: 'Who answers',
      joining: 'open',
    },
  });
  community = founded.id;
  const members = Array.from({ length: 9 }, (_, index) => ({
    name: `Ann Answer ${index}`,
    email: `ann.answer.${index}@example.org`,
    communities: [{ community, role: 'member' as const }],
  }));
  people = (await host.call(peopleRoutes.importPeople, { body: { people: members } })).people.map(
    ({ id }) => id,
  );
});
afterAll(async () => {
  await browser?.close();
  await mongo?.close();
  await system?.stop();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  page = await newPage();
});

/** A phone of its own: nothing is kept from another. */
const newPage = async (more: object = {}): Promise<Page> => {
  const context = await browser.newContext({ ...phone, ...more });
  opened.push(context);
  return context.newPage();
};

/** Opens a survey that asks everything; the intake and the page know it. */
const ask = async (asking: object = {}) => {
  const body = {
    ...{
      instrument,
      title: 'Pulse',
      mode: 'named' as const,
      audience: { kind: 'open' as const },
      invite: false,
    },
    closesAt: new Date(Date.now() + 60 * 60 * 1000).toISOString(),
    ...asking,
  };
  const survey = await onceKnown('the community', () => host.call(surveyRoutes.openSurvey, { body }));
  await until('the intake to know it', () =>
    host
      .call(responseRoutes.submitResponse, {
        params: { id: survey.id },
        body: { response: '01890000-0000-7000-8000-000000000000', instrumentVersion: 999, answers: {} },
      })
      .catch((error: { problem?: { code: string } }) => error.problem?.code === 'conflict' || undefined),
  );
  return { id: survey.id, version: survey.version, url: `${system.url}/answer/${survey.id}` };
};

const askMembers = async (asking: object = {}) => {
  const survey = await until('nine members to be known', async () => {
    const found = await ask({ audience: { kind: 'community', community }, ...asking }).catch(() => undefined);
    const { invited } = await host.call(surveyRoutes.readSurvey, { params: { id: found?.id ?? '' } });
    return invited === people.length ? found : undefined;
  });
  const params = { id: survey.id };
  const { links } = await host.call(surveyRoutes.handOutLinks, { params, body: { people } });
  return { ...survey, links };
};

interface Row {
  readonly answers: object;
  readonly [field: string]: unknown;
}
const rowsOf = (survey: string): Promise<Row[]> =>
  mongo.db('skein_survey').collection<Row>('responses').find({ survey }).toArray();
const stored = (survey: string, fits: (row: Row) => boolean = () => true) =>
  until('the response', async () => (await rowsOf(survey)).find(fits));

/** What axe finds wrong with the page, and whether it fits the phone. */
const expectSound = async (on = page): Promise<void> => {
  await on.evaluate(axe.source);
  const { violations } = (await on.evaluate('axe.run()')) as axe.AxeResults;
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
  ).toEqual([]);
  const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await on.evaluate(wider)).toBe(0);
};

const group = (name: string, on = page) => on.getByRole('group', { name, exact: false });
const choose = (question: string, label: string, on = page) =>
  group(question, on).getByLabel(label, { exact: true }).first().check();
const write = (label: string, text: string, on = page) =>
  on.getByLabel(label, { exact: false }).first().fill(text);
const press = (name: string, on = page) => on.getByRole('button', { name, exact: true }).click();
const shows = (text: string, on = page) => on.getByText(text).first().waitFor();

/** Answers every question as somebody does who sees the form. */
const answerAll = async (on = page, rank: (on: Page) => Promise<void> = rankByButtons): Promise<void> => {
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
const rankByNumbers = async (on: Page): Promise<void> => {
  const ranking = group('Which comes first?', on);
  for (const [label, place] of [
    ['The first', '3'],
    ['The second', '1'],
    ['The third', '2'],
  ] as const)
    await ranking.getByLabel(label).fill(place);
};

describe('the answering page on a phone', () => {
  it('asks every kind of question, shows what follows from the answers, and gives feedback at once', async () => {
    const { id, url } = await ask();
    await page.goto(url);
    await shows('What you enter is kept on this device');
    expect(await page.getByRole('heading', { name: 'A little more' }).isVisible()).toBe(false);
    await press('Send');
    await shows('There is a problem');
    await expectSound();
    await page.getByRole('link', { name: '“How are you?” must be answered.' }).click();
    expect(await page.evaluate('document.activeElement.name')).toBe('a.mood');
    await choose('Do you agree?', 'No');
    expect(await page.getByLabel('Why do you not agree?').isVisible()).toBe(true);
    await answerAll();
    expect(await page.getByLabel('Why do you not agree?').isVisible()).toBe(false);
    await shows('12 of 12 answered, in 2 parts');
    await expectSound();
    await press('Send');
    await shows('your answers have arrived');
    await shows('Your result: 1 of 1');
    await shows('Indeed.');
    await expectSound();
    expect((await stored(id)).answers).toEqual(everyAnswer);
  });

  it('keeps a draft over a reload, changes what was sent by its receipt, and takes it back', async () => {
    const { id, links } = await askMembers();
    const [link] = links;
    await page.goto(link?.url ?? '');
    await shows('Your answers are kept with your name.');
    expect(page.url()).not.toContain('token');
    await choose('Do you agree?', 'No');
    await choose('How are you?', '2');
    await write('Why do you not agree?', 'It is <b>late</b>.');
    await page.reload();
    await shows('Your answers are kept with your name.');
    expect(page.url()).not.toContain('token');
    expect(await page.getByLabel('Why do you not agree?').inputValue()).toBe('It is <b>late</b>.');
    await press('Send');
    await shows('your answers have arrived');
    await stored(id);

    await until('the link to be used', () =>
      mongo.db('skein_survey').collection('used_links').findOne({ survey: id }),
    );
    // Another phone has no receipt, and is told what to do.
    const stranger = await newPage();
    await stranger.goto(link?.url ?? '');
    await shows('This link was answered with already', stranger);
    await expectSound(stranger);

    await page.goto('about:blank');
    await page.goto(link?.url ?? '');
    await shows('You have answered');
    await expectSound();
    await press('Change my answers');
    await choose('How are you?', '5 – high');
    await press('Send the changed answers');
    await shows('your changed answers have arrived');
    await stored(id, ({ answers }) => (answers as { mood: number }).mood === 5);
    await press('Take my answers back');
    await press('Yes, take them back for good');
    await shows('Your answers are taken back');
    await expectSound();
    await until('it to be gone', async () => (await rowsOf(id)).length === 0 || undefined);
  });

  it('keeps what is sent without a network, and sends it once when that is back', async () => {
    const { id, url } = await ask();
    await page.goto(url);
    await choose('Do you agree?', 'No');
    await choose('How are you?', '2');
    await write('Why do you not agree?', 'A train.');
    await page.context().setOffline(true);
    await press('Send');
    await shows('There is no connection just now. Your answers are kept on this device');
    await expectSound();
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.postData() ?? '');
    });
    await page.context().setOffline(false);
    await shows('your answers have arrived');
    expect(new Set(sent).size).toBe(1);
    await stored(id);
    expect(await rowsOf(id)).toHaveLength(1);
  });

  it('tries again where the service is busy or its answer is lost, and is counted once', async () => {
    const { id, url } = await ask();
    await page.goto(url);
    await choose('Do you agree?', 'No');
    await choose('How are you?', '2');
    await write('Why do you not agree?', 'A tunnel.');
    const sent: string[] = [];
    await page.route('**/responses', async (route) => {
      sent.push(route.request().postData() ?? '');
      if (sent.length === 1) {
        const body = JSON.stringify({ status: 503, code: 'unavailable', detail: 'Busy.' });
        return route.fulfill({
          status: 503,
          headers: { 'retry-after': '1' },
          contentType: 'application/json',
          body,
        });
      }
      if (sent.length > 2) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await press('Send');
    await shows('your answers have arrived');
    expect(sent).toHaveLength(3);
    expect(new Set(sent).size).toBe(1);
    // What comes after it is stored: so would be a second of the same.
    const body = {
      response: '01890000-0000-7000-8000-000000000001',
      instrumentVersion: 1,
      answers: { agree: true, mood: 1 },
    };
    await host.call(responseRoutes.submitResponse, { params: { id }, body });
    await stored(id, ({ answers }) => (answers as { mood: number }).mood === 1);
    expect(await rowsOf(id)).toHaveLength(2);
  });

  it('tells who comes after the close, and loses nothing of what they wrote', async () => {
    const { id, version, url } = await ask();
    await page.goto(url);
    await choose('Do you agree?', 'No');
    await choose('How are you?', '2');
    await write('Why do you not agree?', 'Too late.');
    await host.call(surveyRoutes.closeSurvey, { params: { id }, ifMatch: version });
    await until('the intake to know', async () => {
      const body = { response: '01890000-0000-7000-8000-000000000000', instrumentVersion: 1, answers: {} };
      return host
        .call(responseRoutes.submitResponse, { params: { id }, body })
        .catch((error: { problem?: { code: string } }) => error.problem?.code === 'closed' || undefined);
    });
    await press('Send');
    await shows('The survey closed before your answers arrived');
    expect(await page.getByLabel('Why do you not agree?').inputValue()).toBe('Too late.');
    await expectSound();
    await page.reload();
    await shows('What you wrote is still kept on this device');
    expect(await page.getByLabel('Why do you not agree?').inputValue()).toBe('Too late.');
    expect(await rowsOf(id)).toEqual([]);
  });

  it('speaks the survey’s languages, each in its direction', async () => {
    const { url } = await ask();
    await page.goto(url);
    await page.getByRole('link', { name: 'العربية' }).click();
    await shows('كيف حالك؟');
    expect(await page.evaluate('[document.documentElement.lang, document.documentElement.dir]')).toEqual([
      'ar',
      'rtl',
    ]);
    await expectSound();
  });

  it('says the remedy for a link that is not whole or damaged, and leads letters on that are out already', async () => {
    const { id, url, links } = await askMembers();
    await page.goto(url);
    await shows('Open the link from your letter again');
    await expectSound();
    await page.goto(`${url}?token=rubbish`);
    await shows('This link does not open the survey');
    await expectSound();
    await page.goto(`${system.url}/survey#id=${id}&token=${links[0]?.token}`);
    await shows('Do you agree?');
    expect(page.url()).toContain(`/answer/${id}`);
    expect(page.url()).not.toContain('token');
  });
});

describe('an anonymous survey', () => {
  it('is answered with a ballot that this page made, and the response holds nothing of the link', async () => {
    const { id, links } = await askMembers({ mode: 'anonymous' });
    const [link] = links;
    const posts: { url: string; body: string; headers: Record<string, string> }[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST')
        posts.push({ url: request.url(), body: request.postData() ?? '', headers: request.headers() });
    });
    await page.goto(link?.url ?? '');
    await shows('Nobody, not even whoever runs this service');
    await until('the ballot to be asked for', async () => posts.find(({ url }) => url.endsWith('/ballots')));
    await answerAll();
    await press('Send');
    await shows('your answers have arrived');
    await expectSound();
    const sent = posts.filter(({ url }) => url.endsWith('/responses'));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).not.toContain(link?.token);
    expect(Object.keys(sent[0]?.headers ?? {})).not.toContain('cookie');
    const row = await stored(id);
    expect(row.answers).toEqual(everyAnswer);
    const invitation = await mongo
      .db('skein_survey')
      .collection('invitations')
      .findOne({ survey: id, person: link?.person });
    expect(JSON.stringify(row)).not.toContain(String(invitation?._id));

    await page.reload();
    await shows('You have answered');
    await press('Change my answers');
    await choose('How are you?', '1 – low');
    await press('Send the changed answers');
    await stored(id, ({ answers }) => (answers as { mood: number }).mood === 1);
    const stranger = await newPage();
    await stranger.goto(link?.url ?? '');
    await shows('A ballot was given out for this link already', stranger);
    await expectSound(stranger);
  });

  it('keeps its ballot over a reload before it is answered', async () => {
    const { id, links } = await askMembers({ mode: 'anonymous' });
    await page.goto(links[0]?.url ?? '');
    const invitations = mongo.db('skein_survey').collection('invitations');
    await until('the ballot', () => invitations.findOne({ survey: id, ballot: { $exists: true } }));
    await page.reload();
    await choose('Do you agree?', 'No');
    await choose('How are you?', '3');
    await write('Why do you not agree?', 'So.');
    await press('Send');
    await shows('your answers have arrived');
    await stored(id);
  });
});

describe('without scripts', () => {
  it('the whole way works: errors at their fields, sending, changing, taking back', async () => {
    const { id, links } = await askMembers();
    const plain = await newPage({ javaScriptEnabled: false });
    await plain.goto(links[1]?.url ?? '');
    await choose('Do you agree?', 'Yes', plain);
    await press('Send', plain);
    await shows('There is a problem', plain);
    await plain.getByRole('link', { name: '“How are you?” must be answered.' }).click();
    expect(plain.url()).toContain('#a.mood');
    expect(await group('Do you agree?', plain).getByLabel('Yes').isChecked()).toBe(true);
    await answerAll(plain, rankByNumbers);
    await press('Send', plain);
    await shows('your answers have arrived', plain);
    await shows('Indeed.', plain);
    expect((await stored(id)).answers).toEqual(everyAnswer);
    await press('Change my answers', plain);
    expect(await plain.getByLabel('For how long?').inputValue()).toBe('2.5');
    await choose('How are you?', '1 – low', plain);
    await press('Send the changed answers', plain);
    await shows('your changed answers have arrived', plain);
    await stored(id, ({ answers }) => (answers as { mood: number }).mood === 1);
    await press('Take my answers back', plain);
    await shows('Your answers are taken back', plain);
    await until('it to be gone', async () => (await rowsOf(id)).length === 0 || undefined);
  });

  it('an anonymous survey is a confidential one, and says so', async () => {
    const { id, links } = await askMembers({ mode: 'anonymous' });
    const plain = await newPage({ javaScriptEnabled: false });
    await plain.goto(links[2]?.url ?? '');
    await shows('this anonymous survey is a confidential one for you', plain);
    await answerAll(plain, rankByNumbers);
    await press('Send', plain);
    await shows('your answers have arrived', plain);
    expect(await stored(id)).not.toHaveProperty('link');
  });
});
