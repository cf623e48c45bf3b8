import type { Client } from '@skein/client';
import { launchBrowser } from '@skein/local-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onceKnown } from './load/meetings.ts';
import { type Hosted, startHosted } from './testing/hosted.ts';
import { until } from './until.ts';

let side: Hosted;
let client: Client;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let page: Awaited<ReturnType<typeof browser.newPage>>;

beforeAll(async () => {
  side = await startHosted();
  client = await side.signIn();
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 360, height: 780 } });
});
afterAll(async () => {
  await browser?.close();
  await side?.stop();
});

const fitsThePhone = () =>
  page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');

/** Someone new in a community of their own, and a ranked vote that it is asked; their letter has the link. */
const askTheVoter = async (email: string) => {
  const founded = await client.foundCommunity({
    body: { slug: 'voters', name: 'Voters', domain: 'Deciding', description: 'Who decides', joining: 'open' },
  });
  const communities = [{ community: founded.id, role: 'member' as const }];
  await client.importPeople({
    body: { people: [{ name: 'Vera Voter', email, communities }] },
  });
  const electorate = { kind: 'community' as const, community: founded.id };
  const vote = await onceKnown('the community', () =>
    client.createVote({
      body: { title: 'When do we meet?', question: 'Rank the days.', method: 'ranked', electorate },
    }),
  );
  const params = { id: vote.id };
  const statements: string[] = [];
  for (const text of ['On Mondays', 'On Tuesdays', 'On Fridays'])
    statements.push((await client.proposeStatement({ params, body: { text } })).id);
  const closesAt = new Date(Date.now() + 60 * 60 * 1000).toISOString();
  await until('the member to be known', async () => {
    const { version } = await client.readVote({ params });
    return client
      .openRound({ params, body: { statements, closesAt }, ifMatch: version })
      .catch(() => undefined);
  });
  return { id: vote.id, statements };
};

describe('the page of a vote, on a phone', () => {
  it('takes a ranking by keyboard alone, shows it again, changes it and takes it back', async () => {
    const email = 'vera.voter@example.org';
    const { id, statements } = await askTheVoter(email);
    const { token } = await side.mailbox.linkTo(email, '/vote');
    await page.goto(`${side.system.url}/vote#token=${token}`);
    await page.getByRole('heading', { name: 'When do we meet?' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('kept without your name');
    const press = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    await press('Vote');
    await page.getByText('Choose at least one statement.').waitFor();
    await press('Rank next: On Mondays');
    await press('Rank next: On Fridays');
    await press('Up: On Fridays');
    expect(await page.getByRole('list', { name: 'Your ranking' }).getByRole('listitem').count()).toBe(2);
    expect(await fitsThePhone()).toBe(true);
    await press('Vote');
    await page.getByText('your vote is in').waitFor();
    const [monday, , friday] = statements;
    const paper = await client.readBallotPaperByLink({ query: { token } });
    expect(paper.choices).toEqual([friday, monday]);

    await page.reload();
    await page.getByText('You have voted.').waitFor();
    await press('Leave out: On Fridays');
    await press('Change my vote');
    await page.getByText('your vote is changed').waitFor();
    const changed = await client.readBallotPaperByLink({ query: { token } });
    expect(changed.choices).toEqual([monday]);
    await press('Take my vote back');
    await page.getByText('Your vote is taken back.').waitFor();
    const params = { id, number: 1 };
    const ballots = async () => (await client.readStanding({ params })).ballots;
    expect(await ballots()).toBe(0);

    // The digest's link has no token: it is for who is signed in to the browser.
    await page.goto(`${side.system.url}/sign-in`);
    await page.getByLabel('Your e-mail address').fill(email);
    await press('Send me a link');
    const signIn = await side.mailbox.linkTo(email, '/sign-in');
    await page.goto(`${side.system.url}/sign-in#token=${signIn.token}`);
    await page.reload();
    await press('Sign in');
    await page.getByText('You are signed in.').waitFor();
    await page.goto(`${side.system.url}/vote#id=${id}&round=1`);
    await press('Rank next: On Tuesdays');
    await press('Vote');
    await page.getByText('your vote is in').waitFor();
    expect(await ballots()).toBe(1);
    await page.context().clearCookies();
  });

  it('says what is wrong with a link that is not whole, or without a session', async () => {
    await page.goto(`${side.system.url}/vote`);
    await page.reload();
    await page.getByText('The link is not whole').waitFor();
    await page.goto(`${side.system.url}/vote#id=a&round=1`);
    await page.reload();
    await page.getByText('This vote is for members of the network').waitFor();
  });
});
