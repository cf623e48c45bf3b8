import type { Meeting } from '@skein/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onceKnown } from './load/meetings.ts';
import { type Journeys, startJourneys, type Visitor } from './testing/journey.ts';
import { flawsOf } from './testing/sound.ts';

let journeys: Journeys;
let meeting: Meeting;
const people = { mona: 'Mona Member', nils: 'Nils Nurse' } as const;
const addressOf = (key: string) => `${key}@example.net`;

beforeAll(async () => {
  journeys = await startJourneys();
  const { client } = journeys.job.admin;
  const { id: community } = await client.foundCommunity({
    body: { slug: 'beds', name: 'Beds', domain: 'Beds enough', description: '', joining: 'open' },
  });
  await client.importPeople({
    body: {
      people: Object.entries(people).map(([key, name]) => ({
        name,
        email: addressOf(key),
        communities: [{ community, role: 'member' as const }],
        consents: ['directory-listing' as const],
      })),
    },
  });
  const body = {
    ...{ community, title: 'Counting beds', kind: 'call' as const, minutes: 90 },
    startsAt: new Date().toISOString(),
    agenda: [5, 55, 20, 10].map((minutes, part) => ({ title: `Part ${part + 1}`, minutes })),
  };
  meeting = await onceKnown('the community', () => client.planMeeting({ body }));
});
afterAll(() => journeys?.stop());

const enter = async (address: string, size: 'phone' | 'wide'): Promise<Visitor> => {
  const visitor = await journeys.visitor({ size });
  await visitor.signIn(address);
  await visitor.page.goto(`${journeys.system.url}/meetings/${meeting.id}`);
  await visitor.heading('Counting beds').waitFor();
  return visitor;
};

it('a meeting is opened, written by three at once, closed with a check-out, and its minutes approved', async () => {
  const flora = await enter(journeys.job.address, 'wide');
  const mona = await enter(addressOf('mona'), 'phone');
  const nils = await enter(addressOf('nils'), 'phone');
  const all = [flora, mona, nils];

  await mona.page.getByLabel('Propose something for the agenda').fill('Which beds are empty');
  await mona.button('Propose it').click();
  await flora.page.getByText('Which beds are empty').waitFor();
  await flora.page.getByRole('button', { name: 'Later: Which beds are empty' }).click();
  await nils.page.getByRole('listitem').filter({ hasText: 'Part 3' }).getByText('Which beds').waitFor();

  await flora.button('Change the parts').click();
  await flora.page.getByRole('dialog').getByLabel('Minutes').nth(1).fill('50');
  await flora.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await mona.page.getByRole('listitem').filter({ hasText: 'Part 2' }).getByText('50 minutes').waitFor();

  const drag = 'Drag: Which beds are empty';
  await flora.page.getByRole('button', { name: drag }).press('Enter');
  await expect
    .poll(
      async () => {
        const place = await flora.page.locator(':focus').last().getAttribute('aria-label');
        // The first place has the focus by itself, once it is taken up.
        if (place !== 'Last in Part 2' && place !== drag) await flora.page.keyboard.press('Tab');
        return place;
      },
      { timeout: 20_000 },
    )
    .toBe('Last in Part 2');
  await flora.page.keyboard.press('Enter');
  await nils.page.getByRole('listitem').filter({ hasText: 'Part 2' }).getByText('Which beds').waitFor();

  await flora.button('Open the meeting').click();
  await flora.page.getByText(/^Running since/).waitFor();
  await flora.button('Next part').click();
  await mona.page.getByRole('region', { name: 'Clock' }).getByRole('heading', { name: 'Part 2' }).waitFor();
  await mona.button('I am here').click();
  await flora.page.getByText('1 of 2 here').waitFor();
  await flora.page.getByText('Tick who is here').click();
  await flora.page.getByRole('group', { name: 'Who is here' }).getByText(people.nils).click();
  await mona.page.getByText('2 of 2 here').waitFor();
  await mona.page.getByRole('listitem').filter({ hasText: people.nils }).waitFor();

  const said = ['Four on ward one. ', 'None on ward two. ', 'Ward three counts anew. '];
  await Promise.all(
    all.map(async ({ page }, one) => {
      const note = page.getByRole('textbox', { name: 'Notes: Counting beds' });
      await note.click();
      await page.keyboard.type(said[one] ?? '', { delay: 15 });
      await note.blur();
    }),
  );
  for (const { page } of all) {
    await page.getByText('Saved for all').first().waitFor();
    const note = page.getByRole('textbox', { name: 'Notes: Counting beds' });
    const written = async () => [...((await note.textContent()) ?? '')].sort().join('');
    await expect.poll(written, { timeout: 20_000 }).toBe([...said.join('')].sort().join(''));
  }
  for (const { page } of [flora, mona]) expect(await flawsOf(page)).toEqual([]);

  await flora.button('Close the meeting').click();
  const dialog = flora.page.getByRole('dialog');
  await dialog.getByLabel('Check-out').selectOption({ index: 1 });
  await dialog.getByRole('button', { name: 'Close the meeting' }).click();
  await flora.page.getByText('The meeting is closed.').waitFor();
  await mona.page.getByRole('heading', { name: 'Minutes' }).waitFor();
  await mona.page.getByLabel('Amend the minutes').fill('There were five on ward one.');
  await mona.button('Amend them').click();
  await flora.page.getByText('There were five on ward one.').waitFor();
  await flora.look({ size: 'phone' });
  await flora.button('Approve the minutes').click();
  await flora.page.getByRole('dialog').getByRole('button', { name: 'Approve the minutes' }).click();
  await mona.page.getByText(/^Approved on/).waitFor();
  await mona.look({ size: 'wide', colorScheme: 'dark' });
  for (const { page, complaints } of [flora, mona]) {
    expect(await flawsOf(page)).toEqual([]);
    // Minutes come a moment after the closing; until then the page is told so.
    expect(complaints.filter((said) => !/status of 409/.test(said))).toEqual([]);
  }
  for (const { leave } of all) await leave();
});
