import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Journeys, screensFor, startJourneys, type Visitor } from './testing/journey.ts';
import { flawsOf } from './testing/sound.ts';

let journeys: Journeys;
let visit: Visitor;
const visits: Visitor[] = [];

const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAYAAADwdn+XAAAAJ0lEQVR4AeyQoQ0AAAjDmv3/c/kABALDkqkmFY1g9wEblnsB3DcoAAAA//9LtzGOAAAABklEQVQDALr0H/FxgNKIAAAAAElFTkSuQmCC',
  'base64',
);
const members = { phone: 'Nora Newcomer', wide: 'Olga Oldtimer' } as const;
const addressOf = (size: keyof typeof members) => `${size}@example.net`;

beforeAll(async () => {
  journeys = await startJourneys();
  const { client } = journeys.job.admin;
  const { id: community } = await client.foundCommunity({
    body: { slug: 'falls', name: 'Falls', domain: 'Falling less', description: '', joining: 'open' },
  });
  const communities = [{ community, role: 'member' as const }];
  const shared = { communities, region: 'Lower Fens', consents: ['directory-listing' as const] };
  await client.importPeople({
    body: {
      people: [
        { ...shared, name: members.phone, email: addressOf('phone') },
        { ...shared, name: members.wide, email: addressOf('wide') },
        { ...shared, name: 'Padraig O’Connell-Müller', email: 'p@example.net', strengths: ['Datafication'] },
      ],
    },
  });
});
afterAll(() => journeys?.stop());
afterEach(async () => {
  for (const one of visits.splice(0)) await one.leave();
});

/** Lets the sessions of somebody be as if they were opened an hour ago. */
const signedInLongAgo = async (email: string): Promise<void> => {
  const mongo = new MongoClient(journeys.system.servers.mongo.url);
  const db = mongo.db('skein_membership');
  const person = await db.collection('people').findOne({ email });
  const provenAt = new Date(Date.now() - 3_600_000);
  await db.collection('sessions').updateMany({ person: String(person?._id) }, { $set: { provenAt } });
  await mongo.close();
};

/** What is refused while somebody leaves, or before they showed who they are, is in the console of the browser too. */
const unexpected = (complaints: readonly string[]): string[] =>
  complaints.filter((said) => !said.includes('status of 403'));

const newVisit = async (size: keyof typeof members): Promise<Visitor> => {
  const one = await journeys.visitor({ size });
  visits.push(one);
  return one;
};

const toast = (text: string | RegExp) => visit.page.getByText(text).first().waitFor();

describe.each(screensFor('phone'))('a member on a %s screen', (size) => {
  const name = members[size];

  it('says who sees what, and sees it as others do, with a photo that they cut', async () => {
    visit = await newVisit(size);
    const { page, button } = visit;
    await visit.signIn(addressOf(size));
    await visit.see('/me', name);
    await page.getByLabel('Who sees it: Region').selectOption({ label: 'Those in my communities' });
    await page.getByLabel('Language', { exact: true }).first().selectOption({ label: 'Swedish' });
    await button('Save').click();
    // From here on the page speaks it, until another one is chosen.
    await toast('Din profil är sparad.');
    await page.getByLabel('Språk', { exact: true }).first().selectOption({ label: 'engelska' });
    await button('Spara').click();
    await toast('Your profile is saved.');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: photo });
    await page.getByRole('dialog').getByLabel('Nearer').press('ArrowRight');
    expect(await flawsOf(page)).toEqual([]);
    await button('Use this photo').click();
    await toast('Your photo is kept.');
    await page.locator('main img').waitFor();
    for (const by of ['network', 'communities', 'hosts', 'visitors'])
      await visit.see(`/me/as-seen?by=${by}`, name);
    await visit.see('/me/as-seen?by=network', name);
    expect(await page.getByText('Lower Fens').count()).toBe(0);
    await page.getByRole('link', { name: 'Somebody of my communities' }).click();
    await page.getByText('Lower Fens').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('finds a person, however their name is typed, leaves a community, and is back', async () => {
    visit = await newVisit(size);
    const { page, button } = visit;
    await visit.signIn(addressOf(size));
    await visit.see('/people', 'People');
    for (const typed of ['connell', 'mueller', 'Muller']) {
      await page.getByRole('searchbox').fill(typed);
      await page.getByRole('link', { name: 'Padraig' }).waitFor();
    }
    await page.getByRole('searchbox').fill('');
    await page.getByText('Region, interest, what they can help with').click();
    await page.getByLabel('Can help with').fill('datafi');
    await page.getByRole('link', { name: 'Padraig' }).click();
    await visit.heading('Padraig O’Connell-Müller').waitFor();
    await visit.see('/communities/falls', 'Falls');
    await button('Leave the community').click();
    await toast('You have left Falls.');
    await button('Undo').click();
    await button('Leave the community').waitFor();
    await visit.see('/me/communities', name);
    await page.getByRole('link', { name: 'Falls' }).last().waitFor();
    expect(unexpected(visit.complaints)).toEqual([]);
  });

  it('withdraws a consent, asks for something, reads what is held, and signs another device out', async () => {
    // On a second device: the browsers of the journeys before are signed in still.
    visit = await newVisit(size);
    const { page, button } = visit;
    await visit.signIn(addressOf(size));
    const { items } = await journeys.job.admin.client.listConsentTexts();
    const words = items.find(({ current }) => current)?.purposes['directory-listing'] ?? '';
    await visit.see('/me/agreements', name);
    // The label lies over its box.
    await page.locator('label', { hasText: words }).click();
    await toast('It stops from now on.');
    await page.getByText('How it came about').first().click();
    await visit.see('/me/requests', name);
    await page.getByLabel('What is wrong?').fill('My year is wrong.');
    await button('Send it to the hosts').click();
    await page.getByText('Waits for the hosts').waitFor();
    await visit.see('/me/data', name);
    await button('Read it here').click();
    await page.getByText(/^Your profile \(/).click();
    await page.getByText(addressOf(size)).filter({ visible: true }).first().waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await visit.see('/me/devices', name);
    await page
      .getByRole('button', { name: /^Sign out of the one/ })
      .first()
      .click();
    await toast('That browser is signed out.');
    expect(visit.complaints).toEqual([]);
  });

  it('is told before what follows, may take it back, and is forgotten', async () => {
    visit = await newVisit(size);
    const { page, button } = visit;
    await visit.signIn(addressOf(size));
    await visit.see('/me/leaving', name);
    const wish = async (): Promise<string> => {
      const before = await journeys.job.mailbox.lettersTo(addressOf(size));
      await button('Forget me').click();
      expect(await flawsOf(page)).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Forget me' }).click();
      await page.getByText('nothing happens before you use its link').first().waitFor();
      return (await journeys.job.mailbox.linkTo(addressOf(size), '/confirm-erasure', before)).token;
    };
    // Somebody who signed in an hour ago shows first that it is they.
    await signedInLongAgo(addressOf(size));
    await page.reload();
    await button('Forget me').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget me' }).click();
    await page.getByRole('heading', { name: 'Show that it is you' }).waitFor();
    expect(await page.getByLabel('Your e-mail address').inputValue()).toBe(addressOf(size));
    expect(await flawsOf(page)).toEqual([]);
    await visit.signInHere(addressOf(size));
    await page.getByText('nothing happens before you use its link').first().waitFor();
    await button('I stay').click();
    await page.getByRole('dialog').getByRole('button', { name: 'I stay' }).click();
    await toast('You stay. Nothing was deleted.');
    const token = await wish();
    await page.goto(`${journeys.system.url}/confirm-erasure#token=${token}`);
    await button('Yes, forget me').click();
    await page.getByText('Your wish stands.').waitFor();
    await journeys.job.mailbox.letter(addressOf(size), /forgotten you/);
    expect(unexpected(visit.complaints)).toEqual([]);
  });
});
