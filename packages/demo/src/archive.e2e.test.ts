import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journeys, screensFor, startJourneys } from './testing/journey.ts';
import { flawsOf } from './testing/sound.ts';
import { sendDigest } from './turn/digest.ts';

let journeys: Journeys;
let letter: string;
let title: string;
beforeAll(async () => {
  journeys = await startJourneys();
  ({ id: letter, title } = await sendDigest(journeys.job.admin.client));
});
afterAll(() => journeys?.stop());

describe.each(screensFor('phone'))('on a %s screen', (size) => {
  it('a host shows a letter to visitors, who read it from their first page, and takes it back', async () => {
    const visitor = await journeys.visitor({ size });
    await visitor.see('/letters', 'Letters');
    await visitor.page.getByText('There is no letter to read yet').waitFor();
    await visitor.see(`/letters/${letter}`, 'There is no page at this address');

    const host = await journeys.visitor({ size });
    await host.signIn(journeys.job.address);
    await host.see('/letters', 'Letters');
    await host.page.getByRole('link', { name: title }).click();
    await host.button('Show it to visitors too').click();
    await host.page.getByText('Visitors may read it now.').waitFor();
    expect(await flawsOf(host.page)).toEqual([]);

    await visitor.see('/', 'Demonstration');
    await visitor.page
      .getByRole('region', { name: 'Latest letter' })
      .getByRole('link', { name: title })
      .click();
    await visitor.heading(title).waitFor();
    expect(await flawsOf(visitor.page)).toEqual([]);
    await host.button('Show it to members alone').click();
    await host.page.getByText('Members alone read it now.').waitFor();
    await visitor.see('/letters', 'Letters');
    await visitor.page.getByText('There is no letter to read yet').waitFor();
    expect(visitor.complaints.filter((said) => !said.includes('404'))).toEqual([]);
    expect(host.complaints).toEqual([]);
    await visitor.leave();
    await host.leave();
  });

  it('the calendar has the reader’s clock and the network’s, and links of letters lead to what they name', async () => {
    const { client } = journeys.job.admin;
    const query = { from: new Date().toISOString() };
    const meetings = await client.listMeetings.all({ query }).toArray();
    const open = meetings.find(({ audience }) => audience === 'network');
    const [community] = await client.listCommunities.all().toArray();
    const visitor = await journeys.visitor({ size, timezoneId: 'Australia/Adelaide' });
    await visitor.see('/calendar', 'Calendar');
    await visitor.page.getByText('by your clock; the one they go by stands beside it').waitFor();
    await visitor.page.goto(`${journeys.system.url}/#meeting-${open?.id}`);
    await visitor.heading('Calendar').waitFor();
    const place = visitor.page.locator(`#meeting-${open?.id}`);
    await place.getByText(/GMT\+(?:9:30|10:30).*\(\d\d:\d\d UTC, UTC\)/).waitFor();
    await visitor.page.goto('about:blank');
    await visitor.page.goto(`${journeys.system.url}/#community-${community?.id}`);
    await visitor.heading(community?.name ?? '').waitFor();
    await visitor.page.getByRole('link', { name: 'Meetings' }).click();
    await visitor.page
      .getByRole('heading', { level: 2, name: /^(Meetings|No meeting is planned)/ })
      .first()
      .waitFor();
    expect(await flawsOf(visitor.page)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});

it('a member’s home greets them, leads on where nothing waits, and has the calendar of theirs', async () => {
  const { client } = journeys.job.admin;
  const body = { people: [{ name: 'Ines Idle', email: 'ines.idle@example.net' }] };
  await client.importPeople({ body });
  const ines = await journeys.visitor({ size: 'phone' });
  await ines.signIn('ines.idle@example.net');
  await ines.see('/', /Ines/);
  await ines.page.getByText('Nothing waits for you just now.').waitFor();
  await ines.page.getByRole('link', { name: 'See the communities' }).waitFor();
  await ines.page.getByRole('region', { name: 'Latest letter' }).getByRole('link', { name: title }).waitFor();
  expect(await flawsOf(ines.page)).toEqual([]);
  expect(ines.complaints).toEqual([]);
  await ines.leave();
});
