import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journeys, screensFor, startJourneys } from './testing/journey.ts';
import { flawsOf } from './testing/sound.ts';

let journeys: Journeys;
beforeAll(async () => {
  journeys = await startJourneys();
});
afterAll(() => journeys?.stop());

describe.each(screensFor('phone'))('on a %s screen, in the middle of a form', (size) => {
  it('a session that is lost is signed in to again over the page, and the request goes again', async () => {
    const { job, system, visitor } = journeys;
    const { page, button, signIn, signInHere, complaints, leave } = await visitor({ size });
    await signIn(job.address);
    await page.goto(`${system.url}/me`);
    await page.getByRole('heading', { level: 2, name: 'Profile' }).waitFor();
    await page.getByRole('textbox', { name: 'Region' }).fill(`Bergslagen ${size}`);
    // Nobody knows this browser any more: neither its cookie nor what it shows with each request.
    await page.context().clearCookies();
    await page.route('**/api/v1/people/**', (route) =>
      route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer of-nobody' } }),
    );
    await button('Save').click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await page.unroute('**/api/v1/people/**');
    await signInHere(job.address);
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Your profile is saved.').waitFor();
    const me = await job.admin.client.readPerson({ params: { id: job.admin.actor.person } });
    expect(me.region).toBe(`Bergslagen ${size}`);
    expect(complaints.filter((said) => !said.includes('401'))).toEqual([]);
    await leave();
  });

  it('a connection that is lost is said, what is typed is kept, and what is sent goes once it is back', async () => {
    const { job, system, visitor } = journeys;
    const { page, heading, button, complaints, leave } = await visitor({ size });
    const email = `olive.${size}@example.net`;
    await page.goto(`${system.url}/join`);
    await heading(/^Join/).waitFor();
    await page.getByLabel('Your name').fill('Olive Offline');
    await page.getByLabel('Your e-mail address').fill(email);
    await page.getByLabel('Community to begin with').selectOption({ label: 'Creating a caring culture' });
    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await button('Join').click();
    expect(await page.getByLabel('Your name').inputValue()).toBe('Olive Offline');
    await page.context().setOffline(false);
    await heading('Now open the letter').waitFor();
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
    await job.mailbox.linkTo(email, '/confirm-joining');
    expect(complaints.filter((said) => !said.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    await leave();
  });
});
