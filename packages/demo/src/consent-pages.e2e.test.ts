import type { Client } from '@skein/client';
import { consentText } from '@skein/contracts';
import { launchBrowser } from '@skein/local-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientClient } from './patient-client.ts';
import { type Hosted, startHosted } from './testing/hosted.ts';
import { until } from './until.ts';

let side: Hosted;
let client: Client;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let page: Awaited<ReturnType<typeof browser.newPage>>;

const email = 'pat.page@example.org';
let person: string;
let campaign: string;

beforeAll(async () => {
  side = await startHosted();
  client = await side.signIn();
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 360, height: 780 } });
  const people = [{ name: 'Pat Page', email, consents: ['digest' as const, 'event-news' as const] }];
  const taken = await client.importPeople({ body: { people } });
  person = taken.people[0]?.id ?? '';
  const drafted = await client.draftCampaign({
    body: {
      title: 'May we go on writing to you?',
      text: 'Two years have passed.\n\nSo we ask you again.',
      purpose: 'digest',
      textVersion: consentText.version,
      audience: { kind: 'agreed' },
      deadline: new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString(),
    },
  });
  campaign = drafted.id;
  const params = { id: campaign };
  await client.startCampaign({ params, ifMatch: drafted.version });
});
afterAll(async () => {
  await browser?.close();
  await side?.stop();
});

const fitsThePhone = () =>
  page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
const status = () => page.getByRole('status').textContent();
const standing = async () => {
  const { current } = await client.listConsents({ params: { id: person } });
  return current.filter(({ given }) => given).map(({ purpose }) => purpose);
};

describe('the pages of a campaign’s letter, on a phone', () => {
  it('take a no, and a change of mind', async () => {
    const { token } = await side.mailbox.linkTo(email, '/campaign');
    await page.goto(`${side.system.url}/campaign#token=${token}`);
    await page.getByRole('heading', { name: 'May we go on writing to you?' }).waitFor();
    expect(await page.locator('main').textContent()).toContain(consentText.purposes.digest);
    expect(await fitsThePhone()).toBe(true);
    await page.getByRole('button', { name: 'No' }).click();
    await page.getByText('You said no').waitFor();
    expect(await standing()).toEqual(['event-news']);
    await page.getByRole('button', { name: 'Yes' }).click();
    await page.getByText('you said yes').waitFor();
    expect(await standing()).toEqual(['digest', 'event-news']);
    const { counts } = await client.readCampaign({ params: { id: campaign } });
    expect(counts.yes).toBe(1);
  });

  it('set each purpose, stop everything, and forget only after a second letter', async () => {
    const { token } = await side.mailbox.linkTo(email, '/preferences');
    await page.goto(`${side.system.url}/preferences#token=${token}`);
    const box = (text: string) => page.getByRole('checkbox', { name: text });
    await box(consentText.purposes.digest).waitFor();
    expect(await box(consentText.purposes['research-contact']).isChecked()).toBe(false);
    expect(await fitsThePhone()).toBe(true);
    await box(consentText.purposes.digest).uncheck();
    await box(consentText.purposes['research-contact']).check();
    await page.getByRole('button', { name: 'Save my choices' }).click();
    await page.getByText('Saved.').waitFor();
    expect(await standing()).toEqual(['event-news', 'research-contact']);

    await page.getByRole('button', { name: 'Stop everything' }).click();
    await page.getByText('Everything is stopped.').waitFor();
    expect(await standing()).toEqual([]);

    await page.getByRole('button', { name: 'Forget me' }).click();
    await page.getByText('We have sent you a letter.').waitFor();
    const second = await side.mailbox.linkTo(email, '/confirm-erasure');
    const asked = async () =>
      (await client.listErasureRequests.all().toArray()).filter((one) => one.person === person);
    expect(await asked()).toMatchObject([{ person, status: 'unconfirmed', reason: 'asked' }]);
    await page.goto(`${side.system.url}/confirm-erasure#token=${second.token}`);
    await page.getByRole('button', { name: 'Yes, forget me' }).click();
    await page.getByRole('status').waitFor();
    expect(await status()).toContain('within one month');
    const [row] = await asked();
    expect(row).toMatchObject({ person, reason: 'asked' });
    expect(row?.confirmedAt).toBeDefined();
    await until('it to be carried out', async () => {
      const [erasure] = await asked();
      return erasure?.status === 'done' || undefined;
    });
    const read = patientClient(side.system.url).readPreferences({ query: { token } });
    await expect(read).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });

  it('say what to do without a link, and what is wrong with one that is damaged', async () => {
    await page.goto(`${side.system.url}/preferences`);
    await page.getByText('Open this page from a letter').waitFor();
    await page.goto(`${side.system.url}/campaign#token=damaged`);
    await page.getByText('damaged, or was made for something else').waitFor();
  });
});
