import { randomInt } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder, type ServerHandle, startMongo } from '@skein/local-runtime';
import { newId, shortenReplicationLog } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InvitationRow } from './asking/invitations/row.ts';
import { type Claim, hits, joinByOrder } from './testing/attack.ts';
import { pageOf } from './testing/ballots.ts';
import { foundOnDisk } from './testing/data-files.ts';
import type { Found } from './testing/dump.ts';
import { rowsOfSurvey } from './testing/rows.ts';
import { type SurveySide, startSurveySide } from './testing/survey-side.ts';
import { voteSteps } from './testing/vote-side.ts';
import { keyOf, tagOf } from './voting/ballots/keys.ts';

const members = 16;

let mongo: ServerHandle;
let dataDir: string;
let side: SurveySide;
beforeAll(async () => {
  dataDir = await dataFolder('skein-disk-');
  // Nothing leaves the replication log that a restart would need: what no checkpoint has, of which there is one a minute.
  mongo = await startMongo({ dataDir, settings: ['--syncdelay', '1'] });
  side = await startSurveySide({ intake: true, worker: true }, { SKEIN_MONGO_URL: mongo.url });
  // As long as MongoDB remembers by itself: ours are told to remember less, which hides some of it by chance.
  await remember(300);
});
afterAll(async () => {
  await mongo.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const remember = (seconds: number) =>
  side.api.context.client
    .db('admin')
    .command({ setParameter: 1, minSnapshotHistoryWindowInSeconds: seconds });

/** What people gave, one after the other. */
interface Given {
  /** Whose each is, by its id. */
  readonly truth: Claim;
  /** What each of the people goes by. */
  readonly people: Map<string, string>;
  /** What somebody saw who watched them. */
  readonly seen: readonly Found[];
  readonly close: () => Promise<void>;
}

/** Each answers alone and at once, the worst case for whoever would hide; in an order that no id tells. */
const everybodyAnswers = async (mode: 'anonymous' | 'confidential'): Promise<Given> => {
  const page = pageOf(side);
  const { survey, people: all } = await page.open(members, { mode });
  const tokens = new Map((await side.linksFor(survey.id, all)).map(({ person, token }) => [person, token]));
  const invitations = await side.db
    .collection<InvitationRow>('invitations')
    .find({ survey: survey.id })
    .toArray();
  invitations.sort(() => randomInt(2) - 0.5);
  const truth = new Map<string, string>();
  for (const { person } of invitations) {
    const token = tokens.get(person) ?? '';
    const response = newId();
    if (mode === 'confidential') {
      expect((await side.answer(survey.id, { mood: 3 }, { response, token })).status).toBe(202);
      truth.set(response, person);
    } else {
      const ballot = await page.ballotFor(survey.id, token);
      expect((await page.answer(survey.id, ballot, { mood: 3 })).status).toBe(202);
      truth.set(ballot.response, person);
    }
    await until('it to be stored', async () => {
      return (await rowsOfSurvey(side.db, 'responses', survey.id)).length === truth.size;
    });
  }
  return {
    truth,
    people: new Map(invitations.flatMap(({ _id, person }) => [_id, person].map((name) => [name, person]))),
    seen: [],
    close: async () => {
      const closing = { as: side.admin, ifMatch: survey.version };
      const closed = await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, closing);
      expect(closed.status).toBe(200);
      const path = `/surveys/${survey.id}/results`;
      await until(
        'the results',
        async () => {
          const { body } = await call<{ state: string }>(side.api.url, 'GET', path, { as: side.admin });
          return body.state === 'final';
        },
        60_000,
      );
    },
  };
};

/** Each votes alone. Nothing that is stored tells in which order, so somebody saw it. */
const everybodyVotes = async (): Promise<Given> => {
  const steps = voteSteps(side);
  const { vote, people } = await steps.begin(members);
  const choices = await steps.propose(vote.id, 'One', 'Another');
  const { id: _id } = await steps.openRound(vote.id, choices);
  const round = { _id, network: 'testing' };
  const key = await keyOf(side.api.context, round);
  if (!key) throw new Error('the round has no key');
  const shuffled = people.toSorted(() => randomInt(2) - 0.5);
  const choice = () => [choices[randomInt(choices.length)] ?? ''];
  await steps.castAll(
    vote,
    1,
    shuffled.map((person) => [person, choice()]),
  );
  return {
    truth: new Map(shuffled.map((person) => [tagOf(key, round, person), person])),
    people: new Map(people.map((person) => [person, person])),
    seen: shuffled.map((person) => ({ place: 'seen', value: {}, text: person })),
    close: async () => {
      await steps.closeRound(vote.id, 1);
    },
  };
};

/** How many the best guess by order joins. */
const mostJoined = (found: readonly Found[], { truth, people, seen }: Given): number => {
  const names = new Map([...truth.keys()].map((given) => [given, given]));
  return Math.max(0, ...joinByOrder([...found, ...seen], people, names).map((claim) => hits(claim, truth)));
};

/** What MongoDB's replication log has, those of one collection in the order in which they were written. */
const foundInLog = async (): Promise<Found[]> => {
  const entries = await side.api.context.client.db('local').collection('oplog.rs').find().toArray();
  return entries.flatMap(({ ns, o }): Found[] => {
    const operations: { ns: string }[] = o?.applyOps ?? [{ ...o, ns }];
    return operations.map((one) => ({ place: `log ${one.ns}`, value: one, text: JSON.stringify(one) }));
  });
};

const db = () => join(dataDir, 'mongo', 'db');

describe('whoever has the disk of the database', () => {
  it('joins answers and votes to people by when they were written while they are taken, and by nothing once that is over', async () => {
    const asked = [
      await everybodyAnswers('anonymous'),
      await everybodyAnswers('confidential'),
      await everybodyVotes(),
    ];
    const { client } = side.api.context;
    await client.db('admin').command({ fsync: 1 });
    // What was written over in the replication log lies in its file until that place is used again.
    const { wiredTiger } = await client.db('local').command({ collStats: 'oplog.rs' });
    const ofLog = [`${wiredTiger.uri.split(':').at(-1)}.wt`];
    // This is what is on trust; and shows that whatever tells would be found.
    const whileOpen = foundOnDisk(db(), ofLog);
    for (const one of asked) expect(mostJoined(whileOpen, one)).toBe(members);
    const logged = await foundInLog();
    for (const one of asked) expect(mostJoined(logged, one)).toBe(members);

    await remember(5);
    for (const { close } of asked) await close();
    const [closed, reader] = [new Date(), { db: side.db }];
    await until(
      'the log to be written over',
      async () => (await shortenReplicationLog(client, reader, closed)) === 'short',
      60_000,
    );
    const left = await foundInLog();
    for (const one of asked) expect(mostJoined(left, one)).toBeLessThan(10);

    await side.stop();
    await mongo.stop();
    await mongo.restart();
    await mongo.stop();
    const afterwards = foundOnDisk(db(), ofLog);
    for (const one of asked) {
      // All are there: those who were asked, and what they gave.
      const text = afterwards.map((found) => found.text).join(' ');
      for (const [given, person] of one.truth) {
        expect(text).toContain(given);
        expect(text).toContain(person);
      }
      // Chance hits one on the average, and ten in one of four million claims.
      expect(mostJoined(afterwards, one)).toBeLessThan(10);
    }
  }, 300_000);
});
