import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journeys, screensFor, startJourneys, type Visitor } from './testing/journey.ts';
import { flawsOf } from './testing/sound.ts';

let journeys: Journeys;
/** Signed in once: links are sent so many times an hour. */
let host: Visitor;
let community: { readonly id: string; readonly slug: string; readonly name: string };
beforeAll(async () => {
  journeys = await startJourneys();
  const [first] = await journeys.job.admin.client.listCommunities.all().toArray();
  if (!first) throw new Error('no community');
  community = first;
  host = await journeys.visitor({ size: 'phone', timezoneId: 'Europe/London' });
  await host.signIn(journeys.job.address);
});
afterAll(() => journeys?.stop());

const dayMs = 24 * 60 * 60_000;
const day = (ahead: number): string => new Date(Date.now() + ahead * dayMs).toISOString().slice(0, 10);

const plannedAs = (title: string, cancelled = false) =>
  journeys.job.admin.client.listMeetings
    .all({ query: { community: community.id, from: new Date().toISOString(), cancelled: String(cancelled) } })
    .toArray()
    .then((all) => all.filter((meeting) => meeting.title === title));

describe.each(screensFor('wide'))('on a %s screen', (size) => {
  const title = `Handover circle (${size})`;
  const first = day(8);

  it('a fortnightly series is planned with three fields, its dates beside them', async () => {
    const { page, see, button, complaints } = host;
    await host.look({ size });
    await see(`/communities/${community.slug}/meetings`, community.name);
    await page.getByRole('link', { name: 'Plan a meeting' }).click();
    await host.heading('Plan a meeting').waitFor();
    await button('Plan it').click();
    await page.getByRole('link', { name: 'Choose the day.' }).waitFor();
    await page.getByLabel('What is it called?').fill(title);
    await page.getByLabel('First day').fill(first);
    await page.getByLabel('Begins at').fill('12:30');
    await page.getByRole('region', { name: 'Coming dates' }).getByRole('listitem').nth(11).waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await button('Plan it').click();
    await page.getByText('The meetings are planned.').waitFor();
    const planned = await plannedAs(title);
    expect(planned.slice(0, 2).map(({ wall }) => wall)).toEqual([`${first}T12:30`, `${day(22)}T12:30`]);
    expect(complaints).toEqual([]);
  });

  it('one date, and this and following, are moved as the preview says, and one is cancelled', async () => {
    const { page, button } = host;
    const [, second, third, fourth] = await plannedAs(title);
    const change = async (id = ''): Promise<void> => {
      await page.goto(`${journeys.system.url}/communities/${community.slug}/meetings/${id}/change`);
      await host.heading(title).waitFor();
    };
    await change(third?.id);
    await page.getByLabel('Begins at').fill('14:00');
    await button('Save').click();
    await page.getByText('It is changed.').waitFor();
    await change(second?.id);
    await page.getByText('This date and those that follow').click();
    await page.getByLabel('Begins at').fill('13:15');
    const changes = page.getByRole('region', { name: 'What changes' });
    await changes.getByText('stays, as it was moved by itself').waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await button('Save').click();
    await page.getByText('It is changed.').first().waitFor();
    await host.heading(community.name).waitFor();
    const walls = (await plannedAs(title)).slice(0, 4).map(({ wall }) => wall?.slice(11));
    expect(walls).toEqual(['12:30', '13:15', '14:00', '13:15']);
    await change(fourth?.id);
    await button('Cancel this date').click();
    await page.getByRole('dialog').getByLabel('Why does it not take place?').fill('The room is flooded');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel this date' }).click();
    await page.getByText('It is cancelled: The room is flooded').waitFor();
    expect((await plannedAs(title, true)).filter(({ cancelled }) => cancelled)).toHaveLength(1);
  });

  it('the calendar shows the month, and leads on to the next', async () => {
    const { page, see } = host;
    const month = first.slice(0, 7);
    await see(`/calendar?month=${month}`, 'Calendar');
    const shown = size === 'wide' ? page.getByRole('table') : page.getByRole('listitem');
    await shown.getByText(title).first().waitFor();
    const next = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(
      Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 15),
    );
    await page.getByRole('link', { name: next }).click();
    await page.getByRole('heading', { level: 2, name: new RegExp(next) }).waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'As a list' }).click();
    await page.getByRole('listitem').getByText(title).first().waitFor();
    expect(host.complaints).toEqual([]);
  });
});
