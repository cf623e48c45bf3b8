import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { onceKnown } from './load/meetings.ts';
import { type Journeys, screensFor, startJourneys, type Visitor } from './testing/journey.ts';
import { flawsOf } from './testing/sound.ts';
import { until } from './until.ts';

let journeys: Journeys;
let visit: Visitor | undefined;
let community: string;

const addressOf = (size: string) => `seats-${size}@example.net`;
const day = 24 * 60 * 60_000;

beforeAll(async () => {
  journeys = await startJourneys();
  const { client } = journeys.job.admin;
  const founded = await client.foundCommunity({
    body: { slug: 'choir', name: 'Choir', domain: 'Singing at work', description: '', joining: 'open' },
  });
  community = founded.id;
  const communities = [{ community, role: 'member' as const }];
  const people = ['phone', 'wide'].map((size) => ({
    ...{ name: `Member ${size}`, email: addressOf(size), communities },
  }));
  await client.importPeople({ body: { people } });
});
afterAll(() => journeys?.stop());
afterEach(async () => {
  await visit?.leave();
  visit = undefined;
});

/** A meeting with one seat, which is taken. */
const planFull = async (title: string): Promise<string> => {
  const { client } = journeys.job.admin;
  const startsAt = new Date(Date.now() + 3 * day).toISOString();
  const body = { community, title, kind: 'workshop' as const, startsAt, minutes: 60, capacity: 1 };
  const { id } = await onceKnown('the community', () => client.planMeeting({ body }));
  await client.answerMeeting({ params: { id }, body: { answer: 'yes' } });
  return id;
};

describe.each(screensFor('phone'))('a member on a %s screen', (size) => {
  it('finds a meeting, waits for a seat, is moved up as somebody gives theirs up, and answers from the letter', async () => {
    const title = `Singing for ${size}`;
    const id = await planFull(title);
    visit = await journeys.visitor({ size });
    const { page, button } = visit;
    const email = addressOf(size);
    await visit.signIn(email);
    await visit.see('/communities/choir/meetings', 'Choir');
    const row = page.getByRole('listitem').filter({ hasText: title });
    await row.getByText('all seats are taken').waitFor();
    await row.getByRole('radio', { name: 'Wait for a seat' }).click();
    await row.getByText('You are number 1 on the waiting list').waitFor();
    expect(await flawsOf(page)).toEqual([]);

    const { client } = journeys.job.admin;
    const before = await journeys.job.mailbox.lettersTo(email);
    await client.answerMeeting({ params: { id }, body: { answer: 'no' } });
    // The page hears of it by itself.
    await row.getByText('You are number').waitFor({ state: 'detached' });
    expect(await row.getByRole('radio', { name: 'Yes' }).getAttribute('aria-checked')).toBe('true');

    const { token } = await journeys.job.mailbox.linkTo(email, '/meeting', before);
    await page.goto(`${journeys.system.url}/meeting#token=${token}`);
    await page.getByText('You said yes: you have a seat.').waitFor();
    expect(await flawsOf(page)).toEqual([]);
    const { items: seated } = await client.listPeopleComing({ params: { id }, query: { state: 'seated' } });
    await button('No').click();
    await page.getByText('You said no.').waitFor();
    const left = await until('the seat to be free', async () => {
      const { seated, no } = await client.readComing({ params: { id } });
      return (seated === 0 && no === 2) || undefined;
    });
    expect(left).toBe(true);

    // What somebody proposes to them they take on by the link of its letter, too.
    const owners = seated.map(({ person }) => person);
    const work = await client.startWorkstream({ body: { community, title: 'Songbook', owners: [] } });
    const letters = await journeys.job.mailbox.lettersTo(email);
    const body = { title: `Copy the songs for ${size}`, owners };
    await client.addStep({ params: { id: work.id }, body });
    const link = await journeys.job.mailbox.linkTo(email, '/step', letters);
    await page.goto(`${journeys.system.url}/step#token=${link.token}`);
    await page.getByRole('heading', { name: body.title }).waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await page.getByLabel('A word with it, if you like').fill('Gladly.');
    await button('I take it on').click();
    await page.getByText('It is yours: you took it on.').waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

it('shows the host who comes, and lets them raise the seats', async () => {
  const id = await planFull('Singing for hosts');
  visit = await journeys.visitor({ size: 'wide' });
  const { page, button } = visit;
  await visit.signIn(journeys.job.address);
  await visit.see(`/meetings/${id}/coming`, 'Who comes');
  await page.getByRole('heading', { name: 'They come' }).waitFor();
  await page.getByRole('textbox', { name: 'Seats' }).fill('5');
  await button('Change the seats').click();
  await page.getByText('4 seats left').waitFor();
  await visit.look({ size: 'phone', colorScheme: 'dark' });
  expect(await flawsOf(page)).toEqual([]);
});
