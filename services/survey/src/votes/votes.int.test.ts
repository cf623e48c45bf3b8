import { digestSection, type Statement, type Vote, voteEvents } from '@skein/contracts';
import { ask, newId } from '@skein/service-kit';
import { call } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startVoteSide, type VoteSide } from '../testing/vote-side.ts';

let side: VoteSide;
beforeAll(async () => {
  side = await startVoteSide();
});
afterAll(() => side.stop());

const eventsOf = async (id: string) => {
  const rows = await side.db
    .collection('outbox')
    .find({ 'envelope.subject': id })
    .sort({ version: 1 })
    .toArray();
  return rows.map(({ envelope }) => [envelope.type, envelope.aggregateversion, envelope.data]);
};

describe('a vote from the first proposal to the last round', () => {
  it('takes statements, amends them, and votes again, with the lineage to be seen', async () => {
    const { vote, people, community } = await side.begin(9, { quorum: { kind: 'share', percent: 50 } });
    const [author = '', second = ''] = people;
    const as = await side.asMember(author, community);
    const path = `/votes/${vote.id}/statements`;
    const first = await call<Statement>(side.api.url, 'POST', path, { as, body: { text: 'To learn.' } });
    expect(first.body).toMatchObject({ proposedBy: author, withdrawn: false, version: 1 });
    const [other = ''] = await side.propose(vote.id, 'To be seen.');
    await side.openRound(vote.id, [first.body.id, other]);
    const ballots = people.map((person, index): [string, string[]] => [
      person,
      [index < 6 ? first.body.id : other],
    ]);
    await side.castAll(vote, 1, ballots);
    await side.closeRound(vote.id, 1);
    expect(await side.standing(vote.id, 1)).toMatchObject({
      status: 'closed',
      electors: 9,
      ballots: 9,
      counted: 9,
      quorum: { needed: 5, reached: true },
      counts: [6, 3],
      order: [[first.body.id], [other]],
      winners: [first.body.id],
    });

    const amended = await call<Statement>(side.api.url, 'POST', `${path}/${first.body.id}/amendments`, {
      as: await side.asMember(second, community),
      body: { text: 'To learn from each other.' },
      ifMatch: 1,
    });
    expect(amended.body).toMatchObject({ from: first.body.id, proposedBy: second });
    await side.openRound(vote.id, [amended.body.id, first.body.id]);
    await side.castAll(
      vote,
      2,
      people.map((person) => [person, [amended.body.id]]),
    );
    await side.closeRound(vote.id, 2);
    const read = await side.readVote(vote.id);
    expect(read.rounds).toMatchObject([
      { number: 1, status: 'closed', statements: [first.body.id, other] },
      { number: 2, status: 'closed', statements: [amended.body.id, first.body.id] },
    ]);
    expect(read.statements.map(({ id, from, rounds }) => [id, from, rounds])).toEqual([
      [first.body.id, undefined, [1, 2]],
      [other, undefined, [1]],
      [amended.body.id, first.body.id, [2]],
    ]);
    expect(await side.standing(vote.id, 2)).toMatchObject({ winners: [amended.body.id], counts: [9, 0] });

    const events = await eventsOf(vote.id);
    expect(events.map(([, version]) => version)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(events[4]).toMatchObject([
      voteEvents.statementProposed.type,
      5,
      { statement: amended.body.id, from: first.body.id },
    ]);
    const ofRound = await eventsOf(read.rounds[1]?.id ?? '');
    expect(ofRound.map(([type]) => type)).toEqual([
      voteEvents.voteRoundOpened.type,
      voteEvents.voteRoundClosed.type,
    ]);
    expect(ofRound[1]?.[2]).toMatchObject({ winners: [amended.body.id], quorumReached: true, number: 2 });
  });

  it('ranks by Schulze’s method', async () => {
    const { vote, people } = await side.begin(9, { method: 'ranked' });
    const [a = '', b = '', c = ''] = await side.propose(vote.id, 'A', 'B', 'C');
    await side.openRound(vote.id, [a, b, c]);
    const rankings = [...Array(4).fill([a, b, c]), ...Array(3).fill([c, a, b]), ...Array(2).fill([b, c, a])];
    await side.castAll(
      vote,
      1,
      people.map((person, index) => [person, rankings[index]]),
    );
    await side.closeRound(vote.id, 1);
    expect(await side.standing(vote.id, 1)).toMatchObject({
      order: [[a], [b], [c]],
      preferred: [
        [0, 7, 4],
        [2, 0, 6],
        [5, 3, 0],
      ],
      winners: [a],
    });
  });

  it('asks the whole network where that is the electorate', async () => {
    const { people } = await side.makeCommunity(2);
    const [member = ''] = people;
    const body = { title: 'All', question: 'Which?', method: 'approval', electorate: { kind: 'network' } };
    const { body: vote } = await side.post<Vote>('/votes', { body });
    const [a = '', b = ''] = await side.propose(vote.id, 'A', 'B');
    const round = await side.openRound(vote.id, [a, b]);
    expect(round.electors).toBe(await side.db.collection('known_people').countDocuments());
    const paper = await (await side.voter(vote, 1, member)).cast([b, a]);
    expect(paper.body).toMatchObject({
      voted: true,
      choices: [a, b],
      standing: { withheld: 'until-closed' },
    });
  });
});

describe('proposing', () => {
  it('is for the electorate and the hosts, while proposals are taken', async () => {
    const proposalsUntil = new Date(Date.now() + 60_000).toISOString();
    const { vote, people, community } = await side.begin(1, { proposalsUntil });
    const path = `/votes/${vote.id}/statements`;
    const body = { text: 'Mine' };
    const stranger = await side.asMember(newId());
    expect((await side.post(path, { as: stranger, body })).problem.code).toBe('forbidden');
    const guest = await side.side.tokenFor({ communities: { [community]: 'guest' } });
    expect((await side.post(path, { as: guest, body })).problem.code).toBe('forbidden');
    const late = { $set: { proposalsUntil: new Date(Date.now() - 1000) } };
    await side.db.collection('votes').updateOne({ _id: vote.id as never }, late);
    const as = await side.asMember(people[0] ?? '', community);
    expect((await side.post(path, { as, body })).problem.code).toBe('closed');
    expect((await side.post(path, { body })).status).toBe(201);
    const again = await side.post(path, { body: { text: ' mine ' } });
    expect(again.problem).toMatchObject({ code: 'already-exists', errors: [{ pointer: '#/text' }] });
    for (const text of ['', '   ', 'a\u202eb', 'x'.repeat(2001)]) {
      const bad = await side.post(path, { body: { text } });
      expect(bad.problem).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '#/text' }] });
    }
  });

  it('leaves alone what is voted on, and lets the author and the hosts withdraw the rest', async () => {
    const { vote, people, community } = await side.begin(2);
    const [a = '', b = '', c = ''] = await side.propose(vote.id, 'A', 'B', 'C');
    await side.openRound(vote.id, [a, b]);
    const at = (statement: string, what: string) => `/votes/${vote.id}/statements/${statement}/${what}`;
    const amend = { body: { text: 'A, better' }, ifMatch: 1 };
    const errors = [{ pointer: '#/statement' }];
    expect((await side.post(at(a, 'amendments'), amend)).problem).toMatchObject({ code: 'conflict', errors });
    const withdrawal = await side.post(at(b, 'withdrawal'), { ifMatch: 1 });
    expect(withdrawal.problem).toMatchObject({ code: 'conflict', errors });
    const as = await side.asMember(people[0] ?? '', community);
    expect((await side.post(at(c, 'withdrawal'), { as, ifMatch: 1 })).problem.code).toBe('forbidden');
    expect((await side.post(at(c, 'withdrawal'), { ifMatch: 7 })).problem.code).toBe('stale-edit');
    expect((await side.post(at(c, 'withdrawal'), {})).problem.code).toBe('if-match-required');
    const withdrawn = await side.post<Statement>(at(c, 'withdrawal'), { ifMatch: 1 });
    expect(withdrawn.body).toMatchObject({ withdrawn: true, version: 2 });
    expect((await side.post(at(c, 'amendments'), { ...amend, ifMatch: 2 })).problem.code).toBe('conflict');
    expect((await side.post(at(newId(), 'amendments'), amend)).problem.code).toBe('not-found');
    const edit = {
      as: side.admin,
      body: { title: 'Other' },
      ifMatch: (await side.readVote(vote.id)).version,
    };
    const edited = await call(side.api.url, 'PATCH', `/votes/${vote.id}`, edit);
    expect(edited.problem.code).toBe('conflict');
  });
});

describe('opening a round', () => {
  it('names what is wrong, and opens nothing', async () => {
    const { vote } = await side.begin(1);
    const [a = '', b = '', gone = ''] = await side.propose(vote.id, 'A', 'B', 'Gone');
    await side.post(`/votes/${vote.id}/statements/${gone}/withdrawal`, { ifMatch: 1 });
    const wrong: [string[], object, string, string][] = [
      [[a], {}, 'invalid-request', '#/statements'],
      [[], {}, 'invalid-request', '#/statements'],
      [[a, newId()], {}, 'unknown-reference', '#/statements/1'],
      [[a, b, a], {}, 'invalid-request', '#/statements/2'],
      [[a, gone], {}, 'invalid-request', '#/statements/1'],
      [[a, b], { closesAt: '2020-01-01T00:00:00Z' }, 'invalid-request', '#/closesAt'],
      [[a, b], { winners: [a] }, 'invalid-request', '#/winners'],
    ];
    for (const [statements, more, code, pointer] of wrong) {
      const { problem } = await side.askRound(vote.id, statements, more);
      expect(problem).toMatchObject({ code, errors: [{ pointer }] });
    }
    const request = { body: { statements: [a, b], closesAt: side.hour() }, ifMatch: 1 };
    expect((await side.post(`/votes/${vote.id}/rounds`, request)).problem.code).toBe('stale-edit');
    expect((await side.readVote(vote.id)).rounds).toEqual([]);
    await side.openRound(vote.id, [a, b]);
    expect((await side.askRound(vote.id, [a, b])).problem.code).toBe('conflict');
    await side.closeRound(vote.id, 1);
    const closing = await side.post(`/votes/${vote.id}/rounds/1/closing`, {
      ifMatch: (await side.roundOf(vote.id, 1))?.version ?? 0,
    });
    expect(closing.problem.code).toBe('closed');
  });

  it('needs an electorate that there is', async () => {
    const { vote } = await side.begin(0);
    const [a = '', b = ''] = await side.propose(vote.id, 'A', 'B');
    expect((await side.askRound(vote.id, [a, b])).problem.code).toBe('conflict');
    const electorate = { kind: 'community', community: newId() };
    const body = { title: 'T', question: 'Q', method: 'ranked', electorate };
    expect((await side.post('/votes', { body })).problem).toMatchObject({
      code: 'unknown-reference',
      errors: [{ pointer: '#/electorate/community' }],
    });
    const past = { ...body, electorate: { kind: 'network' }, proposalsUntil: '2020-01-01T00:00:00Z' };
    expect((await side.post('/votes', { body: past })).problem.errors).toMatchObject([
      { pointer: '#/proposalsUntil' },
    ]);
    const quorum = { kind: 'share', percent: 101 };
    expect((await side.post('/votes', { body: { ...body, quorum } })).problem.errors).toMatchObject([
      { pointer: '#/quorum/percent' },
    ]);
  });

  it('happens once under one Idempotency-Key, invites each elector once, and is in the digest', async () => {
    const { vote, people, community } = await side.begin(3);
    const statements = await side.propose(vote.id, 'A', 'B');
    const request = {
      body: { statements, closesAt: side.hour() },
      ifMatch: (await side.readVote(vote.id)).version,
      key: newId(),
    };
    const first = await side.post<{ id: string }>(`/votes/${vote.id}/rounds`, request);
    const again = await side.post<{ id: string }>(`/votes/${vote.id}/rounds`, request);
    expect(again.body.id).toBe(first.body.id);
    const round = await side.untilRound(vote.id, 1, 'open');
    const invited = (await eventsOf(round.id)).filter(([type]) => type === voteEvents.votersInvited.type);
    expect(invited.flatMap(([, , data]) => data.people).toSorted()).toEqual(people.toSorted());
    const period = { network: 'testing', from: '2026-01-01T00:00:00Z', until: side.hour() };
    const { nats, config } = side.api.context;
    const told = await ask(nats, config.SKEIN_PREFIX, digestSection, period);
    const items = told?.sections.find(({ title }) => title === 'Open votes')?.items;
    expect(items).toContainEqual(
      expect.objectContaining({
        community,
        title: 'Why we meet',
        link: expect.stringContaining('/vote#id='),
      }),
    );
  });
});
