import { consentText } from '@skein/contracts';
import { launchBrowser } from '@skein/local-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientClient } from './patient-client.ts';
import { startDemonstration } from './testing/loaded.ts';
import { unsoundOf } from './testing/sound.ts';

type Demonstration = Awaited<ReturnType<typeof startDemonstration>>;
let system: Demonstration['system'];
let job: Demonstration['job'];
let stop: Demonstration['stop'];
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let page: Awaited<ReturnType<typeof browser.newPage>>;
/** What the browser complained of since the page was opened. */
const complaints: string[] = [];

beforeAll(async () => {
  ({ system, job, stop } = await startDemonstration());
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterAll(async () => {
  await browser?.close();
  await stop?.();
});

const open = async (path: string, shows: string): Promise<void> => {
  complaints.length = 0;
  // Another hash alone would not load the page anew.
  await page.goto('about:blank');
  await page.goto(`${system.url}${path}`);
  await page.getByText(shows).first().waitFor();
};

const linkTo = async (email: string, path: string): Promise<string> =>
  `${path}#token=${(await job.mailbox.linkTo(email, path)).token}`;

const addressOf = (person: string | undefined): string =>
  job.network.people.find(({ key }) => key === person)?.email ?? '';

const expectSound = async (): Promise<void> => {
  expect(complaints).toEqual([]);
  expect(await unsoundOf(page)).toEqual([]);
};

/** Presses tab until this control has the focus, as somebody without a mouse does. */
const tabTo = async (name: string): Promise<void> => {
  for (let step = 0; step < 40; step += 1) {
    const label = await page.evaluate(
      'document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent',
    );
    if (label === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The tab key does not lead to “${name}”.`);
};

const joinLink = async (): Promise<string> => {
  const client = patientClient(system.url);
  const [community] = await client.listCommunities.all().toArray();
  const email = 'pat.page@example.net';
  const body = { name: 'Pat Page', email, community: community?.id ?? '', consents: [] };
  await client.askToJoin({ body });
  return linkTo(email, '/confirm-joining');
};

/** A survey that asks one who voted for a shared purpose. */
const askTheVoter = async (invite: boolean) => {
  const { client } = job.admin;
  const surveys = await client.listSurveys.all().toArray();
  const asked = surveys.find(({ title }) => title === job.network.sharedPurpose.title);
  const email = addressOf(job.network.sharedPurpose.votes[0]?.person);
  const [voter] = await client.listPeople.all({ query: { text: email } }).toArray();
  const people = [voter?.id ?? ''];
  const body = {
    ...{ instrument: asked?.instrument ?? '', title: asked?.title ?? '', invite },
    ...{ mode: 'named' as const, audience: { kind: 'people' as const, people } },
    closesAt: new Date(Date.now() + 60 * 60 * 1000).toISOString(),
  };
  const { id } = await client.openSurvey({ body });
  return { id, people, email };
};

const surveyLink = async (): Promise<string> => {
  const { id, people } = await askTheVoter(false);
  const { links } = await job.admin.client.handOutLinks({
    params: { id },
    body: { people },
  });
  const url = new URL(links[0]?.url ?? system.url);
  return `${url.pathname}${url.search}`;
};

/** Where the letter that invites to a survey stops the letters about it. */
const stopLink = async (): Promise<string> => {
  const { email } = await askTheVoter(true);
  const { letter } = await job.mailbox.linkTo(email, '/survey-letters');
  const stop = letter.links.find((link) => link.includes('/survey-letters#')) ?? system.url;
  return stop.slice(new URL(stop).origin.length);
};

const erasureLink = async (): Promise<string> => {
  const { token } = await job.mailbox.linkTo(answering(), '/preferences');
  await patientClient(system.url).askToBeForgotten({ query: { token } });
  return linkTo(answering(), '/confirm-erasure');
};

/** Somebody who answered the campaign, and whose letter leads to their preferences too. */
const answering = (): string => job.network.life.campaign.answers[2]?.email ?? '';

/** Somebody who has been asked whether they want to be introduced, and has not said. */
const introduced = (): string => addressOf(job.network.life.introductions[3]?.people[0]);

const pages: [string, () => Promise<string>, string][] = [
  ['the first page', async () => '/', 'Coming meetings'],
  ['signing in', async () => '/sign-in', 'Your e-mail address'],
  ['a sign-in link', async () => '/sign-in#token=any', 'Press the button to sign in'],
  ['the state of play, for who is not signed in', async () => '/state-of-play', 'Sign in to see this page'],
  [
    'an invitation',
    () => linkTo(job.network.life.invited.outsiders[0]?.email ?? '', '/invitation'),
    'You are invited to',
  ],
  ['an introduction', () => linkTo(introduced(), '/introduction'), 'would like to introduce you'],
  ['a campaign', () => linkTo(answering(), '/campaign'), 'May we go on writing to you?'],
  ['preferences', () => linkTo(answering(), '/preferences'), 'Stop everything'],
  ['the confirmation of joining', joinLink, 'Confirm your address'],
  ['the confirmation of an erasure', erasureLink, 'Do you want us to forget you?'],
  ['stopping a letter', async () => '/unsubscribe#token=any', 'Stop this letter'],
  ['a survey', surveyLink, 'What brings us together'],
  ['the letters about a survey', stopLink, 'Stop these letters'],
  ['an invitation whose link is not whole', async () => '/invitation', 'The link is not whole'],
  ['an introduction whose link is not whole', async () => '/introduction', 'The link is not whole'],
  ['a campaign whose link is not whole', async () => '/campaign', 'The link is not whole'],
  ['preferences without a link', async () => '/preferences', 'Open this page from a letter'],
];

describe('on a narrow phone, with the keyboard, and held against axe', () => {
  it.each(pages)('%s is sound', async (_what, path, shows) => {
    await open(await path(), shows);
    await expectSound();
  });

  it('letters about a survey are stopped by the button of their page', async () => {
    await open(await stopLink(), 'Stop these letters');
    await tabTo('Stop these letters');
    await page.keyboard.press('Enter');
    await page.getByText('no more letters about this survey will come').waitFor();
    await page.goto('about:blank');
    await open('/survey-letters', 'Stop these letters');
    await page.getByRole('button', { name: 'Stop these letters' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('not whole');
  });

  it('the reference opens', async () => {
    await page.goto(`${system.url}/reference`);
    await page.getByText('Draft a re-consent campaign').first().waitFor({ state: 'attached' });
  });

  it('a host signs in from the state of play and comes back to it', async () => {
    await open('/state-of-play', 'Sign in to see this page');
    const before = await job.mailbox.lettersTo(job.address);
    await tabTo('Sign in');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Your e-mail address' }).waitFor();
    await tabTo('Your e-mail address');
    await page.keyboard.type(job.address);
    await page.keyboard.press('Enter');
    await page.getByText('a letter with a link is on its way').waitFor();
    const { token } = await job.mailbox.linkTo(job.address, '/sign-in', before);
    await open(`/sign-in#token=${token}`, 'Press the button to sign in');
    await tabTo('Sign in');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Download as CSV' }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(job.communities);
    await expectSound();
  });

  it('that host sees the maturity matrix with its target and the view from outside', async () => {
    const { client } = job.admin;
    const communities = await client.listCommunities.all().toArray();
    const found = await Promise.all(
      communities.map(({ id }) => client.listAssessments.all({ query: { community: id } }).toArray()),
    );
    const [assessment] = found.flat();
    await open(`/maturity#id=${assessment?.id}`, 'From inside and from outside');
    const matrix = page.getByRole('region', { name: 'Dimensions by level' });
    expect(await matrix.getByRole('row').count()).toBe(9);
    for (const mark of ['Now', 'Target', 'Outside view'])
      expect(await matrix.getByText(mark, { exact: true }).count()).toBe(8);
    await expectSound();
  });

  it('an invitation is accepted by keyboard alone, and its page says so', async () => {
    const email = job.network.life.invited.outsiders[1]?.email ?? '';
    await open(await linkTo(email, '/invitation'), 'You are invited to');
    await tabTo('Your name, as others are to see it');
    await page.keyboard.type('Nia Newcomer');
    await tabTo(consentText.purposes.digest);
    await page.keyboard.press('Space');
    await tabTo('Accept');
    await page.keyboard.press('Enter');
    await page.getByRole('status').waitFor();
    expect(await page.getByRole('status').textContent()).toContain('You belong to');
    await expectSound();
    const [member] = await job.admin.client.listPeople.all({ query: { text: email } }).toArray();
    const params = { id: member?.id ?? '' };
    const { current } = await job.admin.client.listConsents({ params });
    expect(current.filter(({ given }) => given).map(({ purpose }) => purpose)).toEqual(['digest']);
  });

  it('an introduction is accepted by keyboard, and can be declined after all', async () => {
    await open(await linkTo(introduced(), '/introduction'), 'would like to introduce you');
    await tabTo('Yes, introduce us');
    await page.keyboard.press('Enter');
    await page.getByText('Thank you: you said yes').waitFor();
    await expectSound();
    await tabTo('No, thank you');
    await page.keyboard.press('Enter');
    await page.getByText('You said no, and that is fine').waitFor();
    await expectSound();
  });
});
