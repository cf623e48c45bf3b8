import { afterAll, beforeAll, expect, it } from 'vitest';
import { onceKnown } from './load/meetings.ts';
import { type Journeys, startJourneys, type Visitor } from './testing/journey.ts';
import { flawsOf } from './testing/sound.ts';

let journeys: Journeys;
let member: Visitor;
let other: Visitor;
let facilitator: Visitor;

const people = {
  facilitator: { name: 'Fay Facilitator', email: 'fay@example.net' },
  member: { name: 'Mona Member', email: 'mona@example.net' },
  other: { name: 'Otto Other', email: 'otto@example.net' },
};
const week = 7 * 24 * 60 * 60_000;

beforeAll(async () => {
  journeys = await startJourneys();
  const { client } = journeys.job.admin;
  const { id: community } = await client.foundCommunity({
    body: { slug: 'wounds', name: 'Wounds', domain: 'Healing sooner', description: '', joining: 'open' },
  });
  const as = (role: 'facilitator' | 'member') => ({ communities: [{ community, role }] });
  await client.importPeople({
    body: {
      people: [
        { ...people.facilitator, ...as('facilitator') },
        { ...people.member, ...as('member') },
        { ...people.other, ...as('member') },
      ],
    },
  });
  for (const [title, away] of [
    ['Spring call', -week],
    ['Summer call', week],
  ] as const) {
    const startsAt = new Date(Date.now() + away).toISOString();
    const body = { community, title, kind: 'call' as const, startsAt, minutes: 60 };
    await onceKnown('the community', () => client.planMeeting({ body }));
  }
  member = await journeys.visitor({ size: 'phone' });
  other = await journeys.visitor({ size: 'phone' });
  facilitator = await journeys.visitor({ size: 'wide' });
  await member.signIn(people.member.email);
  await other.signIn(people.other.email);
  await facilitator.signIn(people.facilitator.email);
});
afterAll(() => journeys?.stop());

const work = '/communities/wounds/work';

it('a tension becomes a step for another member, who accepts it and says that it is done', async () => {
  await member.see(work, 'Wounds');
  await member.button('Raise a tension').click();
  await member.page.getByLabel('What it is, in a line').fill('Nobody finds the photos');
  await member.page.getByLabel('What would help?').fill('One place for them.');
  expect(await flawsOf(member.page)).toEqual([]);
  await member.button('Raise it').click();
  await member.page.getByRole('heading', { name: 'Nobody finds the photos' }).waitFor();

  await facilitator.see(work, 'Wounds');
  await facilitator.page.getByText('What would help: One place for them.').waitFor();
  await facilitator.button('Deal with it').click();
  await facilitator.page.getByLabel('The next step').fill('Find a place for photos');
  await facilitator.page.getByLabel('Who could take it on?').selectOption({ label: people.other.name });
  expect(await flawsOf(facilitator.page)).toEqual([]);
  await facilitator.button('Save').click();
  await facilitator.page.getByText('Find a place for photos').first().waitFor();

  await journeys.job.mailbox.letter(people.other.email, /next step is proposed to you/);
  await other.see('/me/work', people.other.name);
  await other.page.getByRole('heading', { name: 'Find a place for photos' }).waitFor();
  await other.button('Accept').click();
  await other.button('Mark as done').click();
  await other.page.getByRole('dialog').getByRole('button', { name: 'Mark as done' }).click();
  await other.page.getByText('No step waits for you.').waitFor();

  // Said by an event, without loading the page again.
  await facilitator.page.getByText('done on').waitFor();
  await member.see('/me/work', people.member.name);
  await member.page.getByText('It became a step').waitFor();
});

it('a case is told, taken forward, tried and fed back', async () => {
  const { page } = member;
  await member.see('/communities/wounds/learning', 'Wounds');
  await member.button('Bring a case').click();
  await page.getByLabel('What it is about, in a line').fill('A dressing that did not hold');
  await page.getByLabel('The situation').fill('It came off at night, three times.');
  await page.getByLabel('Brought to which meeting?').selectOption({ index: 2 });
  expect(await flawsOf(page)).toEqual([]);
  await member.button('Bring it').click();
  await page.getByRole('link', { name: 'A dressing that did not hold' }).click();
  await page.getByText('It came off at night').waitFor();

  await facilitator.see('/communities/wounds/learning', 'Wounds');
  await facilitator.page.getByRole('link', { name: 'A dressing that did not hold' }).click();
  await facilitator.button('Add to it').click();
  await facilitator.page.getByLabel('To which part').selectOption({ label: 'To take forward' });
  await facilitator.page.getByLabel('What is said').fill('Ask the night shift.');
  await facilitator.button('Add it').click();
  await facilitator.page.getByText('Ask the night shift.').waitFor();
  expect(await flawsOf(facilitator.page)).toEqual([]);

  await page.getByText('Ask the night shift.').waitFor();
  await member.button('Feed it back').click();
  await page.getByLabel('At which meeting?').selectOption({ index: 1 });
  await page.getByLabel('What was tried, and what came of it').fill('We asked them; a net holds it.');
  await member.button('Close the case with it').click();
  await page.getByText('Fed back', { exact: true }).waitFor();
  await page.getByText('a net holds it').waitFor();
  expect(await flawsOf(page)).toEqual([]);
  expect([...member.complaints, ...facilitator.complaints, ...other.complaints]).toEqual([]);
});
