import { digestsContract, votesContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask } from '@skein/service-kit/testing';
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
    const invited = (await eventsOf(round.id)).filter(
      ([type]) => type === votesContract.events.votersInvited.type,
    );
    expect(invited.flatMap(([, , data]) => data.people).toSorted()).toEqual(people.toSorted());
    const period = { network: 'testing', from: '2026-01-01T00:00:00Z', until: side.hour() };
    const { nats, config } = side.api.context;
    const told = await ask(nats, config.SKEIN_PREFIX, digestsContract.questions.section, period);
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
