import { type Statement, type Vote, votesContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startVoteSide, type VoteSide } from '../../testing/vote-side.ts';

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
      votesContract.events.statementProposed.type,
      5,
      { statement: amended.body.id, from: first.body.id },
    ]);
    const ofRound = await eventsOf(read.rounds[1]?.id ?? '');
    expect(ofRound.map(([type]) => type)).toEqual([
      votesContract.events.voteRoundOpened.type,
      votesContract.events.voteRoundClosed.type,
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
