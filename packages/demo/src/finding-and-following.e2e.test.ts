import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journeys, screensFor, startJourneys } from './testing/journey.ts';
import { flawsOf } from './testing/sound.ts';

let journeys: Journeys;
beforeAll(async () => {
  journeys = await startJourneys();
});
afterAll(() => journeys?.stop());

describe.each(screensFor('phone'))('on a %s screen', (size) => {
  it('somebody finds communities, people, meetings and pages at once, and goes there', async () => {
    const { job, system, visitor } = journeys;
    const { page, heading, signIn, see, complaints, leave } = await visitor({ size });
    await page.goto(system.url);
    await heading('Demonstration').waitFor();
    await page.getByRole('button', { name: 'Search' }).filter({ visible: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Search' });
    await dialog.getByRole('searchbox').or(dialog.getByRole('combobox')).fill('carin cult');
    await dialog
      .getByRole('option', { name: /Creating a caring culture/ })
      .first()
      .waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await heading('Creating a caring culture').waitFor();

    await see('/search?text=of+no+use+whatsoever', 'Search');
    await page.getByRole('heading', { name: 'Nothing is found' }).waitFor();
    await signIn(job.address);
    const { name } = await job.admin.client.readPerson({ params: { id: job.admin.actor.person } });
    await see(`/search?text=${encodeURIComponent(name)}`, 'Search');
    await page.getByRole('main').getByRole('link', { name, exact: true }).click();
    await heading(name).waitFor();
    expect(complaints).toEqual([]);
    await leave();
  });

  it('what somebody else changes shows by itself, where it is looked at', async () => {
    const { job, system, visitor } = journeys;
    const { page, heading, signIn, complaints, leave } = await visitor({ size });
    await signIn(job.address);
    const following = page.waitForResponse((response) => response.url().endsWith('/api/v1/live'));
    await page.goto(`${system.url}/communities`);
    await heading('Communities').waitFor();
    expect((await following).status()).toBe(200);
    const name = `Porcelain menders on a ${size}`;
    const body = {
      slug: `menders-${size}`,
      name,
      domain: 'Mending',
      description: '',
      joining: 'open' as const,
    };
    await job.admin.client.foundCommunity({ body });
    await page.getByRole('main').getByRole('link', { name }).waitFor();
    expect(complaints).toEqual([]);
    await leave();
  });
});
