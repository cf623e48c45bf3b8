import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journeys, screensFor, startJourneys } from './testing/journey.ts';
import { flawsOf } from './testing/sound.ts';

let journeys: Journeys;
beforeAll(async () => {
  journeys = await startJourneys();
});
afterAll(() => journeys?.stop());

describe.each(screensFor('phone'))('on a %s screen', (size) => {
  it('a visitor looks round, and a wrong address leads on', async () => {
    const { page, see, heading, complaints, leave } = await journeys.visitor({ size });
    await see('/', 'Demonstration');
    await see('/communities', 'Communities');
    await page.getByLabel('Find a community').fill('carin');
    await page.getByRole('link', { name: 'Creating a caring culture' }).click();
    await heading('Creating a caring culture').waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await see('/privacy', 'How your data is handled');
    await see('/people', 'Sign in to see this page');
    expect(complaints.filter((said) => !said.includes('401'))).toEqual([]);
    await see('/nowhere', 'There is no page at this address');
    await leave();
  });

  it('a visitor joins, is told what is missing, and is welcomed by the facilitator', async () => {
    const { job, system, visitor } = journeys;
    const email = `nora.${size}@example.net`;
    const nora = await visitor({ size });
    await nora.see('/join', 'Join Demonstration');
    await nora.button('Join').click();
    await nora.page.getByRole('link', { name: 'Write your name.' }).click();
    await nora.page.keyboard.type('Nora Newcomer');
    await nora.page.getByLabel('Your e-mail address').fill(email);
    await nora.page.reload();
    expect(await nora.page.getByLabel('Your name').inputValue()).toBe('Nora Newcomer');
    const first = nora.page.getByLabel('Community to begin with');
    await first.selectOption({ label: 'Creating a caring culture' });
    for (const consent of await nora.page.getByRole('checkbox').all())
      expect(await consent.isChecked()).toBe(false);
    await nora.button('Join').click();
    await nora.heading('Now open the letter').waitFor();
    const { token } = await job.mailbox.linkTo(email, '/confirm-joining');
    await nora.page.goto(`${system.url}/confirm-joining#token=${token}`);
    await nora.page.getByRole('button', { name: 'Confirm' }).click();
    await nora.page.getByText('You will hear from the community soon').waitFor();
    expect(nora.complaints).toEqual([]);
    await nora.leave();

    const { page, signIn, see, complaints, leave } = await visitor({ size });
    await signIn(job.address);
    await see('/to-decide', /decision/);
    const asked = page.getByRole('listitem').filter({ hasText: email });
    await asked.getByRole('button', { name: 'Welcome' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Welcome' }).click();
    await page.getByText('is a member now, and is told by letter').waitFor();
    await asked.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await leave();
  });
});

it('speaks the reader’s language throughout: with words of no language nothing else is left', async () => {
  const { job, system, visitor } = journeys;
  const { page, quiet, leave } = await visitor({ size: 'phone' });
  await page.goto(system.url);
  await page.evaluate(`localStorage.setItem('skein-language', 'pseudo')`);
  const { client } = job.admin;
  const communities = await client.listCommunities.all().toArray();
  const meetings = await client.listMeetings.all().toArray();
  const names = ['Demonstration', ...communities.map(({ name }) => name)];
  for (const path of ['/', '/join', '/sign-in', '/nowhere', '/more', '/search']) {
    await page.goto(`${system.url}${path}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await quiet();
    const plain = await page.getByRole('button').or(page.getByRole('heading')).allInnerTexts();
    const left = plain.filter(
      (text) =>
        !text.includes('⟦') &&
        !names.some((name) => text.includes(name)) &&
        !meetings.some(({ title }) => title === text),
    );
    expect([path, left.filter((text) => text.trim() !== '')]).toEqual([path, []]);
    expect([path, await flawsOf(page)]).toEqual([path, []]);
  }
  await leave();
});
