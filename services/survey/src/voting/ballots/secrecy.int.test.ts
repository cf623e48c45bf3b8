import { ballotsContract, bucketName } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
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

describe('a standing', () => {
  it('is withheld while too few have voted, and moves in steps of the smallest group', async () => {
    const { vote, people, a, b } = await voting(17);
    const ballots = people.map((person, index): [string, string[]] => [person, [index % 4 ? a : b]]);
    await side.castAll(vote, 1, ballots.slice(0, 7));
    const few = await side.standing(vote.id, 1);
    expect(few).toMatchObject({ ballots: 7, withheld: 'too-few', smallestGroup: 8 });
    expect(few).not.toHaveProperty('order');
    await side.castAll(vote, 1, ballots.slice(7, 8));
    const shown = await until('the standing to be shown', async () => {
      const standing = await side.standing(vote.id, 1);
      return standing.counted === 8 && standing;
    });
    expect(shown).toMatchObject({ counts: [6, 2], order: [[a], [b]] });
    expect(shown).not.toHaveProperty('winners');
    await side.castAll(vote, 1, ballots.slice(8, 9));
    const next = await side.standing(vote.id, 1);
    expect(next).toMatchObject({ ballots: 9, counted: 8, counts: [6, 2] });
    await side.closeRound(vote.id, 1);
    expect(await side.standing(vote.id, 1)).toMatchObject({ counted: 9, counts: [6, 3], winners: [a] });
  });

  it('of very few tells the winner alone, and of fewer not even that', async () => {
    const { vote, people, a } = await voting(4, { standings: 'after-closing' });
    await side.castAll(
      vote,
      1,
      people.slice(0, 3).map((person) => [person, [a]]),
    );
    await side.closeRound(vote.id, 1);
    const told = await side.standing(vote.id, 1);
    expect(told).toMatchObject({ withheld: 'too-few', winners: [a], ballots: 3 });
    expect(told).not.toHaveProperty('counts');
    const lonely = await voting(4);
    await side.castAll(lonely.vote, 1, [[first(lonely.people), [lonely.b]]]);
    await side.closeRound(lonely.vote.id, 1);
    expect(await side.standing(lonely.vote.id, 1)).toMatchObject({ withheld: 'too-few', winners: [] });
  });

  it('is for those whom its vote lets see it', async () => {
    const hidden = await voting(8, { standings: 'runners-only' });
    await side.castAll(
      hidden.vote,
      1,
      hidden.people.map((person) => [person, [hidden.a]]),
    );
    await until('the count', async () => (await side.standing(hidden.vote.id, 1)).counted === 8);
    const as = await side.asMember(first(hidden.people), hidden.community);
    expect(await side.standing(hidden.vote.id, 1, as)).toMatchObject({ withheld: 'runners-only' });
    await side.closeRound(hidden.vote.id, 1);
    const member = await side.standing(hidden.vote.id, 1, as);
    expect(member).toMatchObject({ withheld: 'runners-only', ballots: 8 });
    expect(member).not.toHaveProperty('order');
    expect((await side.get(`/votes/${hidden.vote.id}`, await side.asMember(newId()))).problem.code).toBe(
      'forbidden',
    );

    const later = await voting(8, { standings: 'after-closing' });
    await side.castAll(
      later.vote,
      1,
      later.people.map((person) => [person, [later.a]]),
    );
    expect(await side.standing(later.vote.id, 1)).toMatchObject({ withheld: 'until-closed', ballots: 8 });
    await side.closeRound(later.vote.id, 1);
    expect(await side.standing(later.vote.id, 1)).toMatchObject({ counts: [8, 0], winners: [later.a] });
  });
});

/** Every document of the database that names one of these people, with its collection. */
const documentsNaming = async (people: readonly string[]): Promise<[string, string][]> => {
  const collections = await side.db.listCollections({}, { nameOnly: true }).toArray();
  const own = collections.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  const all = await Promise.all(
    own.map(async (name) => {
      const documents = await side.db.collection(name).find().toArray();
      return documents.map((document): [string, string] => [name, JSON.stringify(document)]);
    }),
  );
  return all.flat().filter(([, document]) => people.some((person) => document.includes(person)));
};

/** What the database's log of operations says of the ballots of a round, each with all of its transaction. */
const operationsOnBallots = async (round: string): Promise<string[]> => {
  const log = side.api.context.client.db('local').collection('oplog.rs');
  const ofAll = `${side.db.databaseName}.ballots`;
  const ns = { $in: [ofAll, `${ofAll}.apart.${round}`] };
  const entries = await log.find({ $or: [{ ns }, { 'o.applyOps.ns': ns }] }).toArray();
  return entries.map((entry) => JSON.stringify(entry)).filter((entry) => entry.includes(`${round}.`));
};

describe('the secrecy of a ballot', () => {
  it('holds in all that is kept: no person, no time and no order with a ballot, and no key once it is closed', async () => {
    const { vote, people, a, b, round } = await voting(24);
    const { nats, config } = side.api.context;
    const stream = `KV_${bucketName(config.SKEIN_PREFIX, 'VOTE_KEYS')}`;
    const keySubject = `$KV.${bucketName(config.SKEIN_PREFIX, 'VOTE_KEYS')}.testing.${round.id}`;
    const key = await nats.jsm.streams.getMessage(stream, { last_by_subj: keySubject });
    const since = new Date();
    const eventsBefore = await side.db.collection('outbox').countDocuments();
    for (const [index, person] of people.entries()) {
      const as = await side.asMember(person, vote.community);
      const path = `/votes/${vote.id}/rounds/1/ballot`;
      await side.post(path, { as, key: newId(), body: { choices: [index % 2 ? a : b] } });
    }
    expect(await side.db.collection('outbox').countDocuments()).toBe(eventsBefore);
    await side.closeRound(vote.id, 1);
    const operations = await operationsOnBallots(round.id);
    expect(operations.length).toBeGreaterThanOrEqual(24);
    for (const operation of operations)
      expect(people.some((person) => operation.includes(person))).toBe(false);

    const rows = await side.db
      .collection('ballots')
      .find({ _id: { $regex: `^${round.id}` } as never })
      .toArray();
    expect(rows).toHaveLength(24);
    for (const row of rows) expect(Object.keys(row).toSorted()).toEqual(['_id', 'choices', 'network']);
    // As the database has them, not as they came.
    expect(rows.map(({ _id }) => String(_id))).toEqual(rows.map(({ _id }) => String(_id)).toSorted());

    for (const [collection, document] of await documentsNaming(people)) {
      expect(['known_people', 'known_memberships', 'vote_rolls', 'inbox', 'outbox']).toContain(collection);
      expect(document).not.toMatch(new RegExp(`${a}|${b}`));
    }
    const told = await side.db.collection('audit').countDocuments({
      at: { $gte: since },
      action: { $in: [ballotsContract.routes.castBallot.id, ballotsContract.routes.castBallotByLink.id] },
    });
    expect(told).toBe(0);
    const kept = await side.db
      .collection('idempotency')
      .find({ at: { $gte: since } })
      .toArray();
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${a}|${b}`));

    await expect(nats.jsm.streams.getMessage(stream, { seq: key?.seq ?? 0 })).resolves.toBeNull();
    const last = await nats.jsm.streams.getMessage(stream, { last_by_subj: keySubject });
    expect(last?.data.length).toBe(0);
  });
});
