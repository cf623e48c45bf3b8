import { rm } from 'node:fs/promises';
import { dataFolder, launchBrowser } from '@skein/local-runtime';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersIn, choicesIn } from './answers.ts';
import { type MainJob, prepare, turnOnce } from './main-job.ts';
import { patientClient } from './patient-client.ts';
import { type System, startSystem } from './system.ts';
import { until } from './until.ts';

let dataDir: string;
let system: System;
let job: MainJob;
const quiet = () => undefined;
const start = async () => {
  system = await startSystem({
    dataDir,
    fixedPorts: false,
    report: quiet,
    environment: { SKEIN_LOG_LEVEL: 'warn' },
  });
  job = await prepare(system, { dataDir, members: 50, report: quiet });
};

beforeAll(async () => {
  dataDir = await dataFolder('skein-main-job-');
  await start();
});
afterAll(async () => {
  await system?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const json = async (path: string, headers: Record<string, string> = {}) =>
  // biome-ignore lint/suspicious/noExplicitAny: what it holds is what the tests look at
  (await (await fetch(`${system.url}${path}`, { headers })).json()) as any;

describe('the main job with fifty members', () => {
  it('holds, from the first request to join to the last letter', async () => {
    const { checks, members } = await turnOnce(system, job, 'first', quiet);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(members).toBe(53);
  });

  it('has loaded the figures of the documents', async () => {
    const surveys = await job.admin.client.listSurveys.all().toArray();
    const resultsOf = async (title: RegExp) => {
      const survey = surveys.find((candidate) => title.test(candidate.title));
      return job.admin.client.readResults({ params: { id: survey?.id ?? '' } });
    };
    const readiness = await resultsOf(/ready for communities/);
    const opportunities = readiness.questions.find(({ kind }) => kind === 'multiple');
    const counts = choicesIn(await answersIn(job.admin.client, readiness.survey), opportunities?.key ?? '');
    expect(Object.values(counts).toSorted()).toEqual([4, 4, 5, 5, 6, 7, 8]);
    // The results of so few are told near the counts.
    expect(opportunities).toMatchObject({ about: 4 });
    const checkOut = await resultsOf(/2019-02-08/);
    expect(checkOut.questions.map(({ answered }) => answered)).toEqual([6, 6, 6, 6, 5, 5, 5]);
    const purpose = await resultsOf(/brings us together/);
    expect(purpose.questions[0]?.counts).toEqual({ a: 18, b: 13, c: 9 });
  });

  it('has loaded a vote of two rounds, the second with an amended statement, and a standing that one leads', async () => {
    const { client } = job.admin;
    const found = await client.listVotes.all().find(({ community }) => !community);
    const params = { id: found?.id ?? '' };
    const vote = await client.readVote({ params });
    expect(vote.rounds.map(({ status, linksHandedOut }) => [status, linksHandedOut])).toEqual([
      ['closed', 40],
      ['open', 40],
    ]);
    const [first, , amended] = vote.statements;
    expect(amended?.from).toBe(first?.id);
    const readStanding = (number: number) => client.readStanding({ params: { ...params, number } });
    expect(await readStanding(1)).toMatchObject({ ballots: 40, counted: 40, winners: [first?.id] });
    const now = await until('the live standing', async () => {
      const standing = await readStanding(2);
      return standing.counted !== undefined && standing.counted > 32 ? standing : undefined;
    });
    expect(now.ballots).toBe(40);
    expect(now.order?.[0]).toEqual([first?.id]);
    expect(now.quorum).toEqual({ needed: 30, reached: true });
  });

  it('asks what the library has, and the rewording that was proposed in the room', async () => {
    const instruments = await job.admin.client.listInstruments.all().toArray();
    const published = instruments.map(({ slug, origin, published: number }) => [slug, origin?.kind, number]);
    expect(published.toSorted()).toEqual([
      ['community-readiness', 'library', 1],
      ['confirmation-practice', 'library', 2],
      ['network-maturity', 'library', 1],
      ['shared-purpose', 'library', 1],
    ]);
  });

  it('has the matrix with target, outside view, signs of disagreement and of group-think, and a history', async () => {
    const { client } = job.admin;
    const communities = await client.listCommunities.all().toArray();
    const steering = communities.find(({ slug }) => slug === 'primary-care-steering');
    const query = { community: steering?.id ?? '' };
    const [last, first] = await client.listAssessments.all({ query }).toArray();
    expect([first?.title, last?.title]).toEqual(['Where we begin', 'A year on']);
    const { dimensions } = await client.readMatrix({ params: { id: last?.id ?? '' } });
    const of = (key: string) => dimensions.find((dimension) => dimension.key === `maturity.${key}`);
    expect(of('purpose-direction')).toMatchObject({
      ...{ agreed: 4, target: 5, inside: { raters: 4, mean: 4, sign: 'alike' }, outside: { raters: 3 } },
      history: [
        { date: '2017-05-01', agreed: 3, target: 4, inside: 2.75, outside: 2 },
        { date: '2018-05-01', agreed: 4, target: 5, inside: 4 },
      ],
    });
    expect(of('sustainability-resilience')?.inside.sign).toBe('divided');
    expect(of('impact-value')?.gap).toBeLessThan(-0.5);
    expect(of('governance-structure')?.cells.map(({ now, target }) => [now, target])).toEqual([
      ...[
        [false, false],
        [false, false],
        [true, false],
      ],
      ...[
        [false, true],
        [false, false],
      ],
    ]);
  });

  it('is in the middle of things: a series, a meeting that runs, a waiting list, cases in each state', async () => {
    const { client } = job.admin;
    const all = await client.listCommunities.all().toArray();
    const named = (slug: string): string => all.find((one) => one.slug === slug)?.id ?? '';
    const community = named('safer-medication');
    const { items: series } = await client.listSeries({
      query: { community: named('primary-care-steering') },
    });
    expect(series).toMatchObject([{ plan: { rule: { frequency: 'weekly', interval: 2 } } }]);
    const meetings = await client.listMeetings.all({ query: { community } }).toArray();
    const running = meetings.find(({ status }) => status === 'running');
    const params = { id: running?.id ?? '' };
    const written = (await client.readNotes({ params })).items.filter(({ text }) => text !== '');
    expect(written.length).toBeGreaterThan(1);
    expect((await client.readMeeting({ params })).present).toHaveLength(5);
    const seats = meetings.find(({ capacity }) => capacity === 3);
    const coming = await client.readComing({ params: { id: seats?.id ?? '' } });
    expect(coming).toMatchObject({ seated: 3, waiting: 1, left: 0 });
    const cases = await client.listLearningCases.all({ query: { community } }).toArray();
    const states = new Set(
      cases.map(({ kind, status, scope, tried }) => [kind, status, scope, tried !== undefined].join(' ')),
    );
    for (const state of [
      'raised community false',
      'awaiting-feedback community true',
      'closed community false',
      'awaiting-feedback network false',
    ])
      expect(states).toContain(`case ${state}`);
    expect((await client.listDecisions({ query: { community } })).items).toHaveLength(2);
    expect((await client.listTensions({ query: { community } })).items).toHaveLength(2);
  });

  it('goes on with its data after a stop, and holds again', async () => {
    await system.stop();
    await start();
    const { checks, members } = await turnOnce(system, job, 'second', quiet);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(members).toBe(54);
  });
});

describe('the gateway', () => {
  it('serves the OpenAPI and AsyncAPI documents and the reference', async () => {
    const openApi = await json('/api/v1/openapi.json');
    expect(openApi.openapi).toBe('3.1.0');
    expect(openApi.paths['/api/v1/surveys/{id}/responses'].post.operationId).toBe('submitResponse');
    expect(Object.keys((await json('/api/v1/asyncapi.json')).channels)).toContain(
      'skein_membership_person_joined_v1',
    );
    expect((await fetch(`${system.url}/reference`)).status).toBe(200);
  });

  it.each([
    ['an address that nothing answers', '/api/v1/nowhere', {}, 404, 'not-found'],
    ['a page that does not exist', '/nowhere', {}, 404, 'not-found'],
    [
      'a body that is not JSON',
      '/api/v1/join-requests',
      { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
      400,
      'malformed-json',
    ],
    ['a wrong token', '/api/v1/people', { headers: { authorization: 'Bearer x' } }, 401, 'invalid-token'],
  ])('answers %s with a problem', async (_what, path, request, status, code) => {
    const response = await fetch(`${system.url}${path}`, request as RequestInit);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ code, status });
  });

  it('lets nobody choose their network', async () => {
    const { items } = await json('/api/v1/communities', { 'skein-network': 'another' });
    expect(items.length).toBeGreaterThan(0);
  });
});

describe('signing in', () => {
  const email = 'someone-else@example.org';

  it('answers alike for an address that nobody has', async () => {
    const client = patientClient(system.url);
    expect(await client.askForSignInLink({ body: { email } })).toEqual({
      status: 'letter-sent',
    });
  });

  it('takes no made-up link, and no session without its cookie', async () => {
    const client = patientClient(system.url);
    const made = client.signIn({ body: { token: 'made-up' } });
    await expect(made).rejects.toMatchObject({ problem: { code: 'invalid-token' } });
    await expect(client.refreshSession()).rejects.toMatchObject({
      problem: { code: 'invalid-token' },
    });
  });
});

describe('a survey that is closed', () => {
  it('refuses a late response, and counts nothing', async () => {
    const [closed] = await job.admin.client.listSurveys.all({ query: { status: 'closed' } }).toArray();
    const params = { id: closed?.id ?? '' };
    const before = await job.admin.client.readResults({ params });
    const late = patientClient(system.url).submitResponse({
      params,
      body: { response: v7(), instrumentVersion: 1, answers: {} },
    });
    await expect(late).rejects.toMatchObject({ problem: { code: 'closed' } });
    expect(await job.admin.client.readResults({ params })).toEqual(before);
  });
});

describe('the pages, in a browser', () => {
  it('show a visitor the communities, and take a confirmation from a letter', async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
      await page.goto(system.url);
      const communities = page.getByRole('region', { name: 'Our communities' }).getByRole('listitem');
      await communities.first().waitFor();
      expect(await communities.count()).toBe(Math.min(6, job.communities));

      const client = patientClient(system.url);
      const [community] = (await client.listCommunities()).items;
      const address = 'from-the-browser@example.org';
      const body = { name: 'Pat Browser', email: address, community: community?.id ?? '', consents: [] };
      await client.askToJoin({ body });
      const { token } = await job.mailbox.linkTo(address, '/confirm-joining');
      await page.goto(`${system.url}/confirm-joining#token=${token}`);
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByRole('status').waitFor();
      expect(await page.getByRole('status').textContent()).toContain('Thank you');
    } finally {
      await browser.close();
    }
  });
});
