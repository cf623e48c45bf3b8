import { type BallotPaper, bucketName } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startVoteSide, type VoteSide } from '../../testing/vote-side.ts';

let side: VoteSide;
beforeAll(async () => {
  side = await startVoteSide();
});
afterAll(() => side.stop());

/** A vote of so many, with a round on two statements that is open. */
const voting = async (members: number, asking: object = {}) => {
  const { vote, people, community } = await side.begin(members, asking);
  const [a = '', b = ''] = await side.propose(vote.id, 'A', 'B');
  const round = await side.openRound(vote.id, [a, b]);
  return { vote, people, community, a, b, round };
};
const first = (people: readonly string[]): string => people[0] ?? '';

describe('a ballot', () => {
  it('is one each, changed and taken back until the round closes, whichever way it comes', async () => {
    const { vote, people, a, b } = await voting(2, { standings: 'after-closing' });
    const voter = await side.voter(vote, 1, first(people));
    expect((await voter.paper()).body).toMatchObject({
      voted: false,
      status: 'open',
      standing: { ballots: 0 },
    });
    expect((await voter.cast([a])).body).toMatchObject({
      voted: true,
      choices: [a],
      standing: { ballots: 1 },
    });
    expect((await voter.cast([a])).status).toBe(200);
    const [link] = (await side.linksFor(vote.id, 1, [first(people)])).body.links;
    const path = `/ballot-papers?token=${link?.token}`;
    const byLink = (body: object) => call<BallotPaper>(side.api.url, 'POST', path, { body });
    const second = await byLink({ choices: [b] });
    expect(second.problem).toMatchObject({ code: 'conflict', errors: [{ pointer: '#/change' }] });
    const changed = await byLink({ choices: [b], change: true });
    expect(changed.body).toMatchObject({ choices: [b], standing: { ballots: 1 } });
    expect((await call(side.api.url, 'DELETE', path)).status).toBe(200);
    expect((await call<BallotPaper>(side.api.url, 'GET', path)).body).toMatchObject({
      voted: false,
      standing: { ballots: 0 },
    });
    expect((await voter.takeBack()).problem.code).toBe('conflict');
    await voter.cast([b]);
    await side.closeRound(vote.id, 1);
    expect((await voter.cast([a], true)).problem).toMatchObject({ status: 409, code: 'closed' });
    expect((await voter.takeBack()).problem.code).toBe('closed');
    expect((await byLink({ choices: [a] })).problem.code).toBe('closed');
    const after = (await voter.paper()).body;
    expect(after).toMatchObject({ voted: true, status: 'closed', standing: { ballots: 1 } });
    expect(after).not.toHaveProperty('choices');
    const other = await side.voter(vote, 1, people[1] ?? '');
    expect((await other.paper()).body.voted).toBe(false);
    expect((await side.roundOf(vote.id, 1))?.linksHandedOut).toBe(1);
  });

  it('is refused with the field that is wrong, and leaves nothing', async () => {
    const { vote, people, a, b } = await voting(1);
    const voter = await side.voter(vote, 1, first(people));
    const wrong: [unknown, string][] = [
      [{ choices: [] }, '#/choices'],
      [{}, '#/choices'],
      [{ choices: [newId()] }, '#/choices/0'],
      [{ choices: [a, b] }, '#/choices/1'],
      [{ choices: ['A'] }, '#/choices/0'],
      [{ choices: [a], change: 'yes' }, '#/change'],
      [{ choices: [a], person: newId() }, '#/person'],
    ];
    const as = await side.asMember(first(people), vote.community);
    for (const [body, pointer] of wrong) {
      const { problem } = await side.post(`/votes/${vote.id}/rounds/1/ballot`, { as, body });
      expect({ body, ...problem }).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
    }
    expect((await voter.paper()).body.voted).toBe(false);
    const ranked = await voting(1, { method: 'ranked' });
    const ranker = await side.voter(ranked.vote, 1, first(ranked.people));
    expect((await ranker.cast([ranked.a, ranked.a])).problem).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '#/choices/1' }],
    });
    expect((await ranker.cast([a])).problem.errors).toMatchObject([{ pointer: '#/choices/0' }]);
    expect((await ranker.cast([ranked.b])).status).toBe(200);
  });

  it('is not taken of those who are not of the electorate, nor of those who joined later', async () => {
    const { vote, a, community } = await voting(1);
    const later = await side.side.tokenFor({ communities: { [community]: 'member' } });
    const path = `/votes/${vote.id}/rounds/1/ballot`;
    const refused = await side.post(path, { as: later, body: { choices: [a] } });
    expect(refused.problem).toMatchObject({ status: 403, code: 'forbidden' });
    const outsider = await side.asMember(newId());
    expect((await side.post(path, { as: outsider, body: { choices: [a] } })).problem.code).toBe('forbidden');
    expect((await side.post(path, { body: { choices: [a] } })).problem.code).toBe('forbidden');
    const stranger = await side.linksFor(vote.id, 1, [newId()]);
    expect(stranger.problem).toMatchObject({
      code: 'unknown-reference',
      errors: [{ pointer: '#/people/0' }],
    });
    const missing = { as: later, body: { choices: [a] } };
    expect((await side.post(`/votes/${vote.id}/rounds/2/ballot`, missing)).problem.code).toBe('not-found');
  });

  it('is not taken with a link that is forged, or that is for something else', async () => {
    const { vote, people, a } = await voting(1);
    const [link] = (await side.linksFor(vote.id, 1, people)).body.links;
    const forged = `${link?.token.slice(0, -6)}AAAAAA`;
    for (const token of [forged, 'rubbish', side.admin]) {
      const reply = await call(side.api.url, 'POST', `/ballot-papers?token=${token}`, {
        body: { choices: [a] },
      });
      expect(reply.problem.code).toBe('invalid-token');
    }
  });
});

describe('the close of a round', () => {
  it('comes at its time, and counts exactly the ballots that were accepted', async () => {
    const { vote, people, a, b, round } = await voting(30);
    const voters = await Promise.all(people.map((person) => side.voter(vote, 1, person)));
    const casting = voters.map((voter, index) => voter.cast([index % 3 ? a : b]));
    await until('some to have voted', async () => (await side.standing(vote.id, 1)).ballots >= 5);
    await side.db
      .collection('vote_rounds')
      .updateOne({ _id: round.id as never }, { $set: { closesAt: new Date() } });
    const replies = await Promise.all(casting);
    const closed = await side.untilRound(vote.id, 1, 'closed');
    const accepted = replies
      .map(({ status }, index) => (status === 200 ? index : -1))
      .filter((index) => index >= 0);
    expect(replies.every(({ status, problem }) => status === 200 || problem.code === 'closed')).toBe(true);
    const standing = await side.standing(vote.id, 1);
    expect(standing.ballots).toBe(accepted.length);
    if (accepted.length >= standing.smallestGroup) {
      const forB = accepted.filter((index) => index % 3 === 0).length;
      expect(standing).toMatchObject({ counted: accepted.length, counts: [accepted.length - forB, forB] });
    }
    expect(closed.closedAt).toBeDefined();
    expect((await voters[0]?.cast([a], true))?.problem.code).toBe('closed');
  });

  it('is counted all the same where the key was lost, and no second ballot came in for want of it', async () => {
    const { vote, people, a, round } = await voting(10);
    await side.castAll(
      vote,
      1,
      people.slice(0, 9).map((person) => [person, [a]]),
    );
    const { nats, config } = side.api.context;
    const bucket = await nats.kvm.open(bucketName(config.SKEIN_PREFIX, 'VOTE_KEYS'));
    await bucket.purge(`testing.${round.id}`);
    const voter = await side.voter(vote, 1, first(people));
    expect((await voter.cast([a])).problem).toMatchObject({ status: 503, code: 'unavailable' });
    await side.closeRound(vote.id, 1);
    expect(await side.standing(vote.id, 1)).toMatchObject({ ballots: 9, counts: [9, 0] });
  });
});
