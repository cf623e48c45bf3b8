import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journeys, startJourneys } from './testing/journey.ts';

let journeys: Journeys;
beforeAll(async () => {
  journeys = await startJourneys();
});
afterAll(() => journeys?.stop());

it('somebody without a mouse signs in, searches, joins a community, changes their profile and signs out', async () => {
  const { job, system, visitor } = journeys;
  const { page, heading, complaints, leave } = await visitor({ size: 'wide' });
  const focused = () =>
    page.evaluate(
      'document.activeElement.getAttribute("aria-label") ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent',
    ) as Promise<string>;
  /** Presses tab until what begins so has the focus. */
  const tabTo = async (name: string): Promise<void> => {
    for (let step = 0; step < 80; step += 1) {
      await page.keyboard.press('Tab');
      if ((await focused()).trim().startsWith(name)) return;
    }
    throw new Error(`The tab key does not lead to “${name}”.`);
  };
  const press = (key: string) => page.keyboard.press(key);

  await page.goto(system.url);
  await heading('Demonstration').waitFor();
  await press('Tab');
  expect(await focused()).toBe('Skip to the content');
  await tabTo('Sign in');
  await press('Enter');
  await heading('Sign in').waitFor();
  await tabTo('Your e-mail address');
  await page.keyboard.type(job.address);
  const before = await job.mailbox.lettersTo(job.address);
  await press('Enter');
  const { token } = await job.mailbox.linkTo(job.address, '/sign-in', before);
  await tabTo('Or paste the link here');
  await page.keyboard.insertText(`${system.url}/sign-in#token=${token}`);
  await press('Enter');
  await page.getByText('You are signed in.').waitFor();

  await press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await dialog.waitFor();
  await page.keyboard.type('caring');
  await dialog
    .getByRole('option', { name: /Creating a caring culture/ })
    .first()
    .waitFor();
  await press('ArrowDown');
  await press('ArrowUp');
  await press('Enter');
  await heading('Creating a caring culture').waitFor();
  await dialog.waitFor({ state: 'detached' });

  await press('Control+k');
  await dialog.waitFor();
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });

  await page.goto(`${system.url}/me`);
  await page.getByRole('heading', { level: 2, name: 'Profile' }).waitFor();
  await tabTo('Region');
  await press('Control+a');
  await page.keyboard.type('Norrland');
  await press('Enter');
  await page.getByText('Your profile is saved.').waitFor();
  await page.goto(system.url);
  await page.getByRole('button', { name: 'Sign out' }).first().waitFor();
  await tabTo('Sign out');
  await press('Enter');
  await page.getByText('You are signed out.').waitFor();
  expect(complaints).toEqual([]);
  await leave();
});
