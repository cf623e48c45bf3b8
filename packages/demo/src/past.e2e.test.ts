import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journeys, screensFor, startJourneys, type Visitor } from './testing/journey.ts';
import { flawsOf } from './testing/sound.ts';

let journeys: Journeys;
/** Signed in once: links are sent so many times an hour. */
let host: Visitor;
let community: { readonly id: string; readonly slug: string; readonly name: string };
let member: { readonly id: string; readonly name: string };
beforeAll(async () => {
  journeys = await startJourneys();
  const { client } = journeys.job.admin;
  const [first] = await client.listCommunities.all().toArray();
  if (!first) throw new Error('no community');
  community = first;
  const [person] = await client.listPeople.all({ query: { community: first.id } }).toArray();
  if (!person) throw new Error('nobody in the community');
  member = person;
  host = await journeys.visitor({ size: 'phone', timezoneId: 'Europe/London' });
  await host.signIn(journeys.job.address);
});
afterAll(() => journeys?.stop());

const notes = (tag: string) => `Meeting Notes 12th April 2019 (${tag})
Present: ${member.name}, Somebody Else
Check in 5 mins
We heard of a book.
Learning discussion 55mins
${member.name} - the rota that nobody reads (${tag})
· Who reads it now?
Insights to take forward - try one page

09:00:01     From  ${member.name} : https://example.org/${tag}
09:00:02     From  ${member.name} to Somebody (Privately) : quietly
`;

it.each(screensFor('wide'))('an earlier meeting is brought by its notes on a %s screen', async (size) => {
  const { page, button, complaints } = host;
  await host.look({ size });
  await host.see(`/communities/${community.slug}/meetings`, community.name);
  await page.getByRole('link', { name: 'Bring an earlier one' }).click();
  await host.heading('Bring your past').waitFor();
  await button('See what it becomes').click();
  await page.getByRole('link', { name: 'Paste the notes first.' }).waitFor();
  await page.getByLabel('The notes of one meeting').fill(notes(size));
  await button('See what it becomes').click();
  const outcome = page.getByRole('region', { name: 'What it becomes' });
  await outcome.getByText('1 learning case').waitFor();
  await outcome.getByText('1 message to some alone is left out').waitFor();
  await page.getByLabel('Where line 4 belongs').selectOption({ label: 'Reading' });
  await outcome.getByText('1 reading').waitFor();
  expect(await page.getByLabel(member.name, { exact: true }).inputValue()).toBe(member.id);
  expect(await page.getByLabel('Day').inputValue()).toBe('2019-04-12');
  expect(await page.getByText('quietly').count()).toBe(0);
  expect(await flawsOf(page)).toEqual([]);
  await button('Take it in').click();
  await page.getByText('The meeting is taken in, with all that its notes told.').first().waitFor();
  const { client } = journeys.job.admin;
  const held = await client.listMeetings
    .all({ query: { community: community.id, until: '2020-01-01T00:00:00Z' } })
    .toArray();
  const taken = held.find(({ title }) => title.includes(`(${size})`));
  expect(taken).toMatchObject({ status: 'closed', startsAt: '2019-04-12T11:00:00.000Z', minutes: 60 });
  const meeting = await client.readMeeting({ params: { id: taken?.id ?? '' } });
  expect(meeting).toMatchObject({ present: [member.id], reading: ['We heard of a book.'] });
  expect(complaints).toEqual([]);
});

it('a link and a file are put into the library, and found by the beginning of a word', async () => {
  const { page, button, complaints } = host;
  await host.see(`/communities/${community.slug}/library`, community.name);
  await button('Put something in').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What it is called').fill('Räume für Pausen');
  await dialog.getByLabel('Its web address, or the text itself').fill('https://example.org/breaks');
  await dialog.getByLabel('Tags').fill('Rest, Wards');
  expect(await flawsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Put it in' }).click();
  await page.getByText('It is in the library.').first().waitFor();
  const words = page.getByLabel('Words in titles, tags, texts and names of files');
  await words.fill('raum');
  await page.getByRole('link', { name: 'Räume für Pausen' }).waitFor();
  await button('Put something in').click();
  await dialog.locator('input[type=file]').setInputFiles({
    ...{ name: 'Rota of the ward.txt', mimeType: 'text/plain' },
    buffer: Buffer.from('Breaks at ten and at three.'),
  });
  await dialog.getByRole('button', { name: 'Put it in' }).click();
  await words.fill('rota ward');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Save it, .*: Rota of the ward$/ }).click();
  expect((await saved).suggestedFilename()).toBe('Rota of the ward.txt');
  expect(await flawsOf(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

it('the chat of a meeting is kept with it, and its links are offered to the library', async () => {
  const { page, button, complaints } = host;
  const { client } = journeys.job.admin;
  const held = await client.planMeeting({
    body: {
      ...{ community: community.id, title: 'A call with a chat', kind: 'call' },
      ...{ startsAt: '2021-01-12T12:00:00Z', minutes: 60 },
    },
  });
  await host.look({ size: 'phone' });
  await host.see(`/meetings/${held.id}/chat`, held.title);
  await page
    .getByLabel('The chat, as your conference program')
    .fill(notes('chat').split('\n').slice(-3).join('\n'));
  await button('See what it holds').click();
  await page.getByText('1 message to some alone is left out').waitFor();
  expect(await flawsOf(page)).toEqual([]);
  await button('Keep it with the meeting').click();
  await page.getByRole('region', { name: 'Links that were shared' }).waitFor();
  await button('Put it into the library').click();
  await page.getByText('In the library', { exact: true }).waitFor();
  expect(await page.getByText('quietly').count()).toBe(0);
  expect(await flawsOf(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
