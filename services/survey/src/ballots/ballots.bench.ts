import { constants, privateDecrypt, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServers } from '@skein/local-runtime';
import { newId } from '@skein/service-kit';
import { MongoClient } from 'mongodb';
import { createIssuing } from './issuing.ts';
import { makeBallotKeys, privateKeyOf } from './sign.ts';

// Issuing ballots (mark in MongoDB, majority and journaled, then signature) beside a bare loop that does nothing but
// sign, by turns in one process. The last line is one JSON object.

const rounds = 5;
const ballots = 3_000;
const atOnce = 256;
const network = 'bench';

const someBlinded = (): Buffer => Buffer.concat([Buffer.alloc(1), randomBytes(255)]);
const perSecond = async (count: number, work: () => Promise<void> | void): Promise<number> => {
  const start = performance.now();
  await work();
  return (count / (performance.now() - start)) * 1_000;
};
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const dataDir = await mkdtemp(join(tmpdir(), 'skein-ballots-'));
const servers = await startServers({ dataDir, report: console.log });
const client = await new MongoClient(servers.mongo.url, {
  writeConcern: { w: 'majority', journal: true },
}).connect();
const db = client.db('bench_ballots');
const issuing = createIssuing(db);
try {
  const { privateKey } = await makeBallotKeys();
  const bare = { key: privateKeyOf(privateKey), padding: constants.RSA_NO_PADDING };
  const all: { bare: number; issued: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const survey = newId();
    const invitations = Array.from({ length: ballots }, newId);
    await db
      .collection<{ _id: string }>('invitations')
      .insertMany(invitations.map((_id) => ({ _id, network, survey, person: newId() })));
    const blinded = invitations.map(someBlinded);
    const bareRate = await perSecond(ballots, () => {
      for (const one of blinded) privateDecrypt(bare, one);
    });
    let next = 0;
    const person = async (): Promise<void> => {
      for (let index = next++; index < ballots; index = next++) {
        const invitation = invitations[index] as string;
        const claim = { network, survey, invitation, ballot: randomBytes(32).toString('base64url') };
        const signed = await issuing.issue(privateKey, blinded[index] as Buffer, claim);
        if (!Buffer.isBuffer(signed)) throw new Error(signed.detail);
      }
    };
    const issued = await perSecond(ballots, async () => {
      await Promise.all(Array.from({ length: atOnce }, person));
    });
    console.log(`round ${round + 1}: bare ${Math.round(bareRate)}/s, issued ${Math.round(issued)}/s`);
    all.push({ bare: bareRate, issued });
  }
  const ratio = median(all.map(({ bare: loop, issued }) => issued / loop));
  console.log(JSON.stringify({ ballotsIssuedToBareLoop: Number(ratio.toFixed(2)) }));
} finally {
  await issuing.stop();
  await client.close();
  await servers.stop();
  await rm(dataDir, { recursive: true, force: true });
}
