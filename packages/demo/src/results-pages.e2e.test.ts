import type { Client } from '@skein/client';
import { launchBrowser } from '@skein/local-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hosted, startHosted } from './testing/hosted.ts';
import { layResultsGround, type ResultsGround } from './testing/results-ground.ts';
import { unsoundOf } from './testing/sound.ts';

const host = 'hal.host@example.org';
let side: Hosted;
let client: Client;
let ground: ResultsGround;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
type Page = Awaited<ReturnType<typeof browser.newPage>>;
const nothing = '019aaaaa-0000-7000-8000-000000000000';
const phone = { width: 360, height: 780 };
const desk = { width: 1280, height: 900 };
/** What the pages complained of; refused requests are expected here, and told apart. */
const complaints: string[] = [];

beforeAll(async () => {
  side = await startHosted({ email: host, name: 'Hal Host' });
  client = await side.signIn();
  ground = await layResultsGround(client);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await side?.stop();
});

const newPage = async (viewport = phone): Promise<Page> => {
  const page = await (await browser.newContext({ viewport, acceptDownloads: true })).newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('the server responded with'))
      complaints.push(message.text());
  });
  return page;
};

const open = async (page: Page, path: string, shows: string | RegExp): Promise<void> => {
  await page.goto('about:blank');
  await page.goto(`${side.system.url}${path}`);
  await page.getByText(shows).first().waitFor();
};

/** Signs in from wherever the page is. */
const signIn = async (page: Page, email: string): Promise<void> => {
  await page.getByLabel('Your e-mail address').fill(email);
  const before = await side.mailbox.lettersTo(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  const { token } = await side.mailbox.linkTo(email, '/sign-in', before);
  await open(page, `/sign-in#token=${token}`, 'Press the button');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
};
const signedIn = async (email: string, viewport = phone): Promise<Page> => {
  const page = await newPage(viewport);
  await open(page, '/sign-in', 'Your e-mail address');
  await signIn(page, email);
  return page;
};

const expectSound = async (page: Page): Promise<void> => {
  for (const viewport of [phone, desk]) {
    await page.setViewportSize(viewport);
    expect(await unsoundOf(page)).toEqual([]);
  }
  expect(complaints).toEqual([]);
};

const results = (id: string) => `/results#id=${id}`;

describe('published results', () => {
  it('are shown to everyone where they are public, with bars, figures, and each wording', async () => {
    const page = await newPage();
    await open(page, results(ground.publications.open), 'For everyone');
    const main = page.locator('main');
    await page.getByText('Worded in 2 ways').click();
    await page.getByText('From version 1: How are you?').waitFor();
    await page.getByText('From version 2: How did you feel today?').waitFor();
    const mood = page.getByRole('region', { name: 'Answers to mood' });
    expect(await mood.getByRole('row').count()).toBe(6);
    expect(await mood.locator('meter').count()).toBe(5);
    const told = await main.textContent();
    expect(told).toContain('9 answered, mean 2.78, spread 1.31 (standard deviation)');
    expect(told).toContain('9 responses of 9 asked');
    expect(told).not.toContain('Listening helped');
    expect(await page.getByRole('button').count()).toBe(0);
    await expectSound(page);
    await page.context().close();
  });

  it('ask to sign in, and are there when one comes back; others are told that they are not theirs', async () => {
    const page = await newPage();
    await open(page, results(ground.publications.community), 'for people who are signed in');
    await expectSound(page);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('Your e-mail address').waitFor();
    await signIn(page, 'reader0@example.org');
    await page.getByRole('heading', { name: 'For the readers' }).waitFor();
    await page.getByRole('link', { name: 'All results of this survey' }).waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    await expectSound(page);
    await open(page, results(ground.publications.respondents), 'For those who answered');
    await page.context().close();

    const stranger = await signedIn('stranger@example.org');
    await open(stranger, results(ground.publications.network), 'For the network');
    for (const kind of ['community', 'respondents'] as const) {
      await open(stranger, results(ground.publications[kind]), 'these results are for others');
      await expectSound(stranger);
    }
    const all = `/survey-results#id=${ground.survey}`;
    await open(stranger, all, 'for the hosts and the community of the survey');
    await open(stranger, '/survey-results', 'There is no survey whose results are for you');
    await open(stranger, `/maturity#id=${ground.assessment}`, 'This page is for others');
    await open(stranger, '/maturity', 'You belong to no community');
    await expectSound(stranger);
    await stranger.context().close();
  });

  it('say what is wrong with the link, and with a session that is over', async () => {
    const page = await newPage();
    await open(page, '/results', 'The link is not whole');
    await open(page, '/results#id=%22odd', /The link is not whole|are not there/);
    await open(page, results(nothing), 'These results are not there');
    await open(page, '/survey-results', 'Sign in to see this page');
    await open(page, '/maturity', 'Sign in to see this page');
    await expectSound(page);
    await page.goto(`${side.system.url}/sign-in?back=${encodeURIComponent('//elsewhere.example')}`);
    await signIn(page, 'reader1@example.org');
    expect(new URL(page.url()).origin).toBe(new URL(side.system.url).origin);
    await page.context().clearCookies();
    await open(page, results(ground.publications.community), 'for people who are signed in');
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await page.context().close();
  });
});

describe('the page of one survey’s results', () => {
  it('counts two questions against each other, compares waves, and downloads', async () => {
    const page = await signedIn(host, desk);
    await open(page, '/survey-results', 'Results of surveys');
    await page.getByRole('link', { name: 'Pulse in autumn' }).click();
    await page.getByRole('heading', { name: 'Pulse in autumn' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('Asked in versions 1, 2');
    await page.getByRole('region', { name: 'Responses by community' }).waitFor();
    await page.getByLabel('Rows').selectOption('role');
    await page.getByLabel('Columns').selectOption('again');
    await page.getByRole('button', { name: 'Count them' }).click();
    const crossed = page.getByRole('region', { name: 'What is your work? – by – Would you come again?' });
    await crossed.waitFor();
    expect(await crossed.getByRole('row').last().textContent()).toContain('63');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('region', { name: 'Surveys with these questions' }).waitFor();
    expect(await page.getByRole('region', { name: 'Surveys with these' }).textContent()).toContain(
      'Pulse in spring',
    );
    for (const format of ['csv', 'xlsx', 'json']) {
      const downloaded = page.waitForEvent('download');
      await page.getByRole('button', { name: `Responses as ${format.toUpperCase()}` }).click();
      expect((await downloaded).suggestedFilename()).toBe(`responses.${format}`);
    }
    await expectSound(page);
    await open(page, `/survey-results#id=${ground.few}`, 'fewer than 8');
    await expectSound(page);
    await open(page, `/survey-results#id=${nothing}`, 'These results are not there');
    await open(page, `/maturity#id=${nothing}`, /This page is for others|There is no page at this address/);
    await expectSound(page);
    await page.context().close();
  });

  it('reads texts, sorts them by themes, clears and publishes them, by keyboard on a phone', async () => {
    const page = await signedIn(host);
    await open(page, `/survey-results#id=${ground.survey}`, 'Answers in words');
    const press = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    await press('Read them');
    const words = page.getByRole('region', { name: 'Words, by how many' });
    await words.waitFor();
    expect(await words.textContent()).toMatch(/listen/i);
    await press('Add the theme');
    await page.getByText('Write the name of the theme.').waitFor();
    await page.getByLabel('A new theme').fill('Being heard');
    await press('Add the theme');
    await page.getByText('The theme is added').waitFor();
    const texts = page.locator('li.text');
    expect(await texts.count()).toBe(9);
    await texts.first().getByLabel('Being heard').focus();
    await page.keyboard.press('Space');
    await page.getByRole('cell', { name: '1', exact: true }).first().waitFor();
    const cleared = await texts.first().locator('blockquote').textContent();
    await texts.first().getByLabel('May be published').focus();
    await page.keyboard.press('Space');
    await page.getByLabel('With these letters in them').fill('the 4th');
    await press('Search');
    await page.getByText('1 texts are shown.').waitFor();
    await expectSound(page);

    await press('Publish');
    await page.getByText('Choose at least one question.').waitFor();
    await page.getByLabel('For whom').selectOption('community');
    await page.getByLabel('Which community').selectOption('Readers');
    await page.getByLabel('Write to them now').check();
    await page.getByLabel('Title').fill('In your words');
    await page.getByLabel('Why do you say so?', { exact: true }).check();
    await page.getByLabel('With its cleared texts: Why do you say so?').check();
    await press('Publish');
    await page.getByText('It is published').waitFor();
    await page.getByRole('link', { name: 'In your words' }).click();
    await page.getByText(cleared ?? '', { exact: true }).waitFor();
    expect(await page.getByText('Listening helped').count()).toBe(1);
    const letter = await side.mailbox.letter('reader3@example.org', /^Results: In your words$/);
    expect(letter.links).toContain(page.url());
    expect(await side.mailbox.duplicates()).toEqual([]);
    await page.goBack();
    await press('Withdraw “In your words”');
    await page.getByText('It is withdrawn').waitFor();
    const { items } = await client.listPublications({
      params: { id: ground.survey },
    });
    expect(items[0]).toMatchObject({ title: 'In your words', withdrawnAt: expect.any(String) });
    await page.context().close();
  });
});

describe('counts that may not be shown whole, or not yet', () => {
  it('are withheld cell by cell in a confidential survey, whose words are read once it has closed', async () => {
    const page = await signedIn('reader4@example.org');
    await open(page, `/survey-results#id=${ground.quiet}`, 'Closed: these are the final counts.');
    await page.getByLabel('Rows').selectOption('role');
    await page.getByLabel('Columns').selectOption('mood');
    await page.getByRole('button', { name: 'Count them' }).click();
    await page.getByText(/it could not be shown without telling|fewer than 8 would show/).waitFor();
    await page.getByRole('button', { name: 'Read them' }).click();
    await page.getByText('9 texts are shown.').waitFor();
    expect(await page.getByLabel('May be published').count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'Publish' }).count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'Downloads' }).count()).toBe(0);
    await expectSound(page);
    await page.context().close();
  });

  it('rise by themselves while a survey is open, and a step says when the session has ended', async () => {
    const page = await signedIn(host, desk);
    await open(page, `/survey-results#id=${ground.running.id}`, 'Open: counts rise with each response.');
    await page.getByText('Responses: 1 of 9 asked').waitFor();
    await ground.running.answerNext();
    await page.getByText('Responses: 2 of 9 asked').waitFor();
    await page.route('**/api/v1/instruments/**', (route) =>
      route.fulfill({ status: 401, json: { status: 401, detail: 'The session is over.' } }),
    );
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('Your session has ended.').waitFor();
    await page.getByRole('alert').getByRole('link', { name: 'Sign in' }).waitFor();
    await expectSound(page);
    await page.context().close();
  });
});

it('the matrix shows now, target, inside and outside view, the gap, the spread and the trend', async () => {
  const page = await signedIn('reader2@example.org');
  await open(page, '/maturity', 'Maturity of communities');
  await page.getByRole('link', { name: 'Readers' }).click();
  await page.getByRole('link', { name: 'This autumn' }).click();
  const matrix = page.getByRole('region', { name: 'Dimensions by level' });
  await matrix.waitFor();
  expect(await matrix.getByRole('row').nth(1).textContent()).toBe(
    'Trust among usNone yetNowSomeInside viewOutside viewMuchTargetAll of it',
  );
  const views = page.getByRole('region', { name: 'Levels, views and the gap' });
  expect(await views.textContent()).toContain('mean 2.56, spread 0.5, 9 raters');
  expect(await views.textContent()).toContain('lower from outside');
  const trend = page.getByRole('region', { name: 'Trend over the assessments' });
  expect(await trend.locator('circle').count()).toBe(2);
  await expectSound(page);
  await page.context().close();
});
