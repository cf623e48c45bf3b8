import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundAsked } from './testing/asked-ground.ts';
import { type Journeys, screensFor, startJourneys, type Visitor } from './testing/journey.ts';
import { flawsOf } from './testing/sound.ts';
import { until } from './until.ts';

let journeys: Journeys;
beforeAll(async () => {
  journeys = await startJourneys();
});
afterAll(() => journeys?.stop());

/** Sends one answer from the page that is open. */
const answer = async ({ page }: Pick<Visitor, 'page'>, mood: string): Promise<void> => {
  await page.getByLabel(mood, { exact: true }).check();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
};

describe.each(screensFor('phone'))('on a %s screen', (size) => {
  it('a member answers from the first page what asks them; looking takes nothing, and two tabs count once', async () => {
    const { client: host } = journeys.job.admin;
    const { member, ask, slug } = await foundAsked(host, `asked-${size}`);
    const anonymous = await ask('Safe to say', 'anonymous');
    const confidential = await ask('How it went', 'confidential');
    const one = await journeys.visitor({ size });
    const { page } = one;
    await one.signIn(member.email);

    // SV04: looking takes nothing.
    await one.see('/', /Nell/);
    await page.getByText('things wait for you').waitFor();
    const openAnonymous = page.getByRole('button', { name: 'Answer: Safe to say' });
    await openAnonymous.click();
    await page.getByRole('button', { name: 'Fetch my ballot and begin' }).waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await one.see('/surveys', 'Surveys and votes');
    await openAnonymous.click();
    await page.getByRole('button', { name: 'Fetch my ballot and begin' }).click();
    await answer(one, '4');
    await page.getByText('your answers have arrived').waitFor();
    await one.see(`/communities/${slug}/surveys`, 'Those who are asked');
    const answered = page.getByRole('listitem').filter({ hasText: 'Safe to say' });
    await answered.getByText('your receipt is on this device').waitFor();
    await answered.getByRole('button', { name: 'See or change: Safe to say' }).waitFor();

    // SV10: two tabs, different answers.
    const openConfidential = page.getByRole('button', { name: 'Answer: How it went' });
    await openConfidential.click();
    await page.getByLabel('2', { exact: true }).check();
    const other = await page.context().newPage();
    await other.goto(`${journeys.system.url}/surveys`);
    await other.getByRole('button', { name: /: How it went$/ }).click();
    await answer({ page: other }, '3');
    await other.getByText('your answers have arrived').waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('You have answered already, in another tab').waitFor();
    await other.close();

    // SV11: what was closed is closed, on the day on which it was, here and on its own page.
    for (const { id } of [anonymous, confidential]) {
      const { version } = await host.readSurvey({ params: { id } });
      await host.closeSurvey({ params: { id }, ifMatch: version });
    }
    await one.see('/surveys', 'Surveys and votes');
    await page.getByText('Nothing asks you just now').waitFor();
    const today = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
    const over = page.getByRole('listitem').filter({ hasText: 'How it went' });
    await over.getByText(`closed on ${today.format(new Date())}`).waitFor();
    await page.goto(`${journeys.system.url}/answer/${confidential.id}`);
    const ended = page.getByText('This survey is closed').or(page.getByText('You have answered'));
    await ended.filter({ visible: true }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Send', exact: true }).isVisible()).toBe(false);
    expect(one.complaints.filter((said) => !said.includes('401'))).toEqual([]);
    await one.leave();
  });

  it('a member votes as who is signed in, and reads what was decided as news', async () => {
    const { client: host } = journeys.job.admin;
    const { member, putToVote } = await foundAsked(host, `voting-${size}`);
    const vote = await putToVote(`Why we meet ${size}`);
    const one = await journeys.visitor({ size });
    const { page } = one;
    await one.signIn(member.email);
    await one.see('/', /Nell/);
    await page.getByRole('link', { name: `Read and vote: Why we meet ${size}` }).click();
    await page.getByLabel('To learn from each other').check();
    await page.getByRole('button', { name: 'Vote', exact: true }).click();
    await page.getByText('your vote is in').waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await one.see('/surveys', 'Surveys and votes');
    await page.getByRole('link', { name: `See or change: Why we meet ${size}` }).waitFor();

    const { version, number } = await vote.roundIs('open');
    await host.closeRound({ params: { id: vote.id, number }, ifMatch: version });
    await vote.roundIs('closed');
    await one.see('/surveys', 'Surveys and votes');
    const decided = page.getByRole('listitem').filter({ hasText: `Why we meet ${size}` });
    await decided.getByText('Too few voted for an outcome to be told').waitFor();
    await decided.getByRole('link', { name: /^See the result/ }).waitFor();
    expect(one.complaints).toEqual([]);
    await one.leave();
  });

  it('who is not signed in is led to signing in and back to the vote', async () => {
    const { client: host } = journeys.job.admin;
    const { member, putToVote } = await foundAsked(host, `back-${size}`);
    const { id } = await putToVote(`By the digest ${size}`);
    const one = await journeys.visitor({ size });
    const { page } = one;
    await page.goto(`${journeys.system.url}/vote#id=${id}&round=1`);
    await page.getByText('This vote is for members of the network').waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await one.signInHere(member.email);
    await page.getByRole('heading', { name: `By the digest ${size}` }).waitFor();
    await one.leave();
  });
});

it('a member reads what was published to them, and who is new among them', async () => {
  const { client: host } = journeys.job.admin;
  const { member, ask, people, community } = await foundAsked(host, 'published');
  const survey = await ask('What you need', 'confidential');
  const params = { id: survey.id };
  const { links } = await host.handOutLinks({ params, body: { people: people.map(({ id }) => id) } });
  for (const { token, person } of links)
    await host.submitResponse({
      params,
      body: {
        response: person.replace(/^.{8}/, '0189aaaa'),
        token,
        instrumentVersion: 1,
        answers: { mood: 4 },
      },
    });
  const { version } = await host.readSurvey({ params });
  await host.closeSurvey({ params, ifMatch: version });
  await until('all answers to be counted', async () => {
    const { state, responses } = await host.readResults({ params });
    return (state === 'final' && responses === people.length) || undefined;
  });
  const audience = { kind: 'community' as const, community };
  const body = { title: 'What you told us', audience, questions: [{ key: 'mood' }] };
  await host.publishResults({ params, body });
  const one = await journeys.visitor({ size: 'wide' });
  await one.signIn(member.email);
  await one.see('/', /Nell/);
  const news = one.page.getByRole('region', { name: 'News of my communities' });
  await news.getByRole('link', { name: 'What you told us' }).waitFor();
  await news.getByText('8 people joined').waitFor();
  await news.getByRole('link', { name: 'What you told us' }).click();
  await one.page.getByRole('heading', { name: 'What you told us' }).waitFor();
  expect(await flawsOf(one.page)).toEqual([]);
  expect(one.complaints).toEqual([]);
  await one.leave();
});
