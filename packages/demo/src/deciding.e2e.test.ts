import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from './sign-in.ts';
import { type Journeys, screensFor, startJourneys, type Visitor } from './testing/journey.ts';
import { flawsOf } from './testing/sound.ts';

let journeys: Journeys;
let mongo: MongoClient;
beforeAll(async () => {
  journeys = await startJourneys();
  mongo = await MongoClient.connect(journeys.system.servers.mongo.url);
});
afterAll(async () => {
  await mongo?.close();
  await journeys?.stop();
});

/** Members of the demonstration, none of them twice: who has no role in the network, by the place in the list. */
const member = (place: number) => {
  const { job } = journeys;
  const special = new Set(job.network.networkRoles.map(({ person }) => person));
  const found = job.network.people.filter(({ key }) => !special.has(key))[place];
  if (!found) throw new Error('The demonstration has too few members.');
  return found;
};

/** One of the hosting team who is no administrator: an address gets so many links an hour. */
const hostOf = (place: number): string => {
  const { network } = journeys.job;
  const admins = network.networkRoles.filter(({ role }) => role === 'admin').map(({ person }) => person);
  const team = network.networkRoles.filter(
    ({ role, person }) => role === 'hosting-team' && !admins.includes(person),
  );
  const found = network.people.find(({ key }) => key === team[place]?.person);
  if (!found) throw new Error('The demonstration has too few hosts.');
  return found.email;
};

const idOf = async (name: string): Promise<string> => {
  const { client } = journeys.job.admin;
  const found = await client.listPeople.all({ query: { text: name } }).find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not found.`);
  return found.id;
};

const decided = async ({ page }: Visitor, row: string, act: string, words?: string): Promise<void> => {
  const item = page.getByRole('main').getByRole('listitem').filter({ hasText: row });
  await item.getByRole('button', { name: act, exact: true }).click();
  const dialog = page.getByRole('dialog');
  expect(await flawsOf(page)).toEqual([]);
  if (words !== undefined) await dialog.getByRole('textbox').fill(words);
  await dialog.getByRole('button', { name: act, exact: true }).click();
};

describe.each(screensFor('wide'))('on a %s screen', (size) => {
  const place = size === 'phone' ? 0 : 1;

  it('a member proposes a community, amends it in the hosting team’s words, and it is founded', async () => {
    const { job, visitor } = journeys;
    const proposer = member(place);
    const mine = await visitor({ size });
    await mine.signIn(proposer.email);
    await mine.see('/communities', 'Communities');
    await mine.page.getByRole('link', { name: 'Propose a community' }).click();
    await mine.heading('Propose a community').waitFor();
    await mine.button('Put it before the hosting team').click();
    await mine.page.getByRole('link', { name: 'Write what it is to be called.' }).waitFor();
    expect(await flawsOf(mine.page)).toEqual([]);
    const name = `Ward rounds by ${size}`;
    await mine.page.getByLabel('What is it to be called?').fill(name);
    await mine.page.getByLabel('What do its people care about?').fill('Rounds that patients understand');
    await mine.page.reload();
    expect(await mine.page.getByLabel('What is it to be called?').inputValue()).toBe(name);
    await mine.button('Put it before the hosting team').click();
    await mine.heading(name).waitFor();
    await mine.page.getByText('Waits for the hosting team').first().waitFor();
    expect(await flawsOf(mine.page)).toEqual([]);

    const host = await visitor({ size });
    await host.signIn(hostOf(place));
    await host.see('/to-decide', /decision/);
    await decided(host, name, 'Ask for changes', 'Who is it for?');
    await host.page.getByText('Its proposer is told.').waitFor();
    await job.mailbox.letter(proposer.email, /Ward rounds/);

    await mine.page.reload();
    await mine.page.getByText('The hosting team asks for changes.').waitFor();
    await mine.page.getByText('“Who is it for?”').first().waitFor();
    expect(await flawsOf(mine.page)).toEqual([]);
    await mine.page.getByLabel('What do its people care about?').fill('Rounds, for those who lead them');
    await mine.page.getByLabel('What did you change?').fill('It says whom it is for.');
    await mine.button('Put it before the hosting team again').click();
    await mine.page.getByText('The hosting team has it again.').waitFor();

    await host.see('/to-decide', /decision/);
    await host.page.getByText('It says whom it is for.').waitFor();
    await decided(host, name, 'Found the community');
    await host.page.getByText(`${name} is founded, and its proposer is told.`).waitFor();
    await mine.page.reload();
    await mine.page.getByRole('link', { name: 'Go to the community' }).click();
    await mine.heading(name).waitFor();
    expect([...mine.complaints, ...host.complaints]).toEqual([]);
    await Promise.all([mine.leave(), host.leave()]);
  });

  it('a member asks to be introduced, and whoever decides it brings the two together', async () => {
    const { job, system, visitor } = journeys;
    const [asks, wanted] = [member(2 + place), member(4 + place)];
    const id = await idOf(wanted.name);
    // Who asks sees whom they share a community with.
    const [community] = (await job.admin.client.readPerson({ params: { id } })).communities;
    if (!community) throw new Error(`${wanted.name} is in no community.`);
    const body = { person: await idOf(asks.name) };
    await job.admin.client.joinCommunity.attempt({ params: { id: community.community }, body });
    const mine = await visitor({ size });
    await mine.signIn(asks.email);
    await mine.see(`/people/${id}`, wanted.name);
    await mine.button('Introduce us').click();
    expect(await flawsOf(mine.page)).toEqual([]);
    await mine.button('Ask to be introduced').click();
    await mine.page.getByRole('link', { name: 'Write why you would like to meet.' }).waitFor();
    await mine.page.getByLabel('Why would you like to meet?').fill(`Both of us lead ward rounds, ${size}.`);
    await mine.button('Ask to be introduced').click();
    await mine.page.getByText('You asked to be introduced').waitFor();
    expect(await flawsOf(mine.page)).toEqual([]);

    const host = await visitor({ size });
    await host.signIn(hostOf(place));
    await host.see('/to-decide', /decision/);
    await decided(host, `ward rounds, ${size}`, 'Introduce them', 'You both lead ward rounds.');
    await host.page.getByText('A letter asks each of them whether they want to.').waitFor();
    await job.mailbox.linkTo(asks.email, '/introduction');
    await job.mailbox.linkTo(wanted.email, '/introduction');
    await mine.page.goto(`${system.url}/people/${id}`);
    await mine.page.getByText('A letter asks each of you whether you want to.').waitFor();
    expect([...mine.complaints, ...host.complaints]).toEqual([]);
    await Promise.all([mine.leave(), host.leave()]);
  });

  it('another host agrees to an erasure after signing in afresh, and it is withdrawn in time', async () => {
    const { job, system, visitor } = journeys;
    const [second, leaves] = [member(6 + place), member(8 + place)];
    const { client } = await signIn(system.url, job.mailbox, job.address);
    const give = async (name: string, role: 'admin' | 'steering') => {
      const { id, version } = await client.readPerson({ params: { id: await idOf(name) } });
      await client.giveRoles({ params: { id }, body: { roles: [role] }, ifMatch: version });
      return id;
    };
    await give(second.name, 'admin');
    const person = await give(leaves.name, 'steering');
    await client.requestErasure({ body: { person } });
    const host = await visitor({ size });
    const { page } = host;
    await host.signIn(second.email);
    const long = { provenAt: new Date(Date.now() - 3_600_000) };
    const sessions = mongo.db('skein_membership').collection('sessions');
    await sessions.updateMany({ person: await idOf(second.name) }, { $set: long });
    await host.see('/to-decide', /decision/);
    await decided(host, leaves.name, 'Agree');
    const again = page.getByRole('dialog', { name: 'Show that it is you' });
    await again.waitFor();
    expect(await flawsOf(page)).toEqual([]);
    expect(await page.getByLabel('Your e-mail address').inputValue()).toBe(second.email);
    await host.signInHere(second.email);
    await page.getByText('It begins in a day, and can be withdrawn until then.').waitFor();
    await page
      .getByRole('main')
      .getByText(/^Begins \w+day /)
      .waitFor();
    await decided(host, leaves.name, 'Withdraw it');
    await page.getByText(`It is withdrawn; ${leaves.name} stays.`).waitFor();
    const left = await client.listErasureRequests.all({ query: { status: 'confirmed' } }).toArray();
    expect(left.filter((one) => one.person === person)).toEqual([]);
    expect(host.complaints.filter((said) => !said.includes('403'))).toEqual([]);
    await host.leave();
  });
});

it('who decides nothing is told so, and a visitor is asked to sign in', async () => {
  const { visitor } = journeys;
  const one = await visitor({ size: 'phone' });
  await one.see('/to-decide', 'Sign in to see this page');
  await one.see('/communities/propose', 'Sign in to see this page');
  await one.leave();
});
