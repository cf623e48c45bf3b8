import { constants, createPrivateKey, generateKeyPairSync, privateDecrypt, randomBytes } from 'node:crypto';
import type { Survey } from '@skein/contracts';
import { ensureSigningKey, newId, signLink } from '@skein/service-kit';
import { membershipSide } from '@skein/service-kit/testing';
import { type Ground, network, until } from '../ground.ts';
import { openLane, requestOf } from '../load/lane.ts';
import { median, rounded } from '../statistics.ts';
import type { Sizes } from './throughput.ts';

const connections = 128;
const members = 10;
const modulusBytes = 256;

/** Below any modulus of this length, as a page's blinded ballot is. */
const someBlinded = (): Buffer => Buffer.concat([Buffer.alloc(1), randomBytes(modulusBytes - 1)]);

/** Opens an anonymous survey of a small community; the invitations that are measured with are put in beside. */
const openAnonymous = async (ground: Ground): Promise<Survey> => {
  const side = await membershipSide({
    SKEIN_MONGO_URL: ground.servers.mongo.url,
    SKEIN_NATS_URL: ground.servers.nats.url,
    SKEIN_NETWORK: network,
    SKEIN_PUBLIC_URL: 'http://localhost:8080',
  });
  const community = newId();
  await side.found(community);
  for (const person of Array.from({ length: members }, newId)) {
    await side.join(person);
    await side.enter(person, community);
  }
  await until(
    'the members to be known',
    async () => (await ground.db.collection('known_memberships').countDocuments({ community })) === members,
  );
  await side.stop();
  return ground.openSurvey({ mode: 'anonymous', audience: { kind: 'community', community } });
};

/** Invitations with their links, each of its own person. */
const invite = async (ground: Ground, survey: string, count: number): Promise<string[]> => {
  const rows = Array.from({ length: count }, () => ({ _id: newId(), network, survey, person: newId() }));
  await ground.db.collection<{ _id: string }>('invitations').insertMany(rows);
  const key = await ensureSigningKey(ground.db, ground.nats, 'skein', 'survey');
  const expires = new Date(Date.now() + 60 * 60 * 1000);
  return Promise.all(
    rows.map(({ _id }) => signLink(key, 'answer-survey', { net: network, sub: _id, survey }, expires, _id)),
  );
};

const perSecond = async (count: number, work: () => void | Promise<void>): Promise<number> => {
  const began = performance.now();
  await work();
  return (count / (performance.now() - began)) * 1_000;
};

/**
 * Ballots a second that the survey service gives out over HTTP, with link, mark and signature, and signatures a second
 * of a loop that does nothing else, by turns; medians.
 */
export const measureBallots = async (
  ground: Ground,
  { seconds, rounds }: Sizes,
): Promise<Record<'issued' | 'bare', number>> => {
  const { id: survey } = await openAnonymous(ground);
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: modulusBytes * 8,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const bare = { key: createPrivateKey(privateKey), padding: constants.RSA_NO_PADDING };
  const sign = (count: number) =>
    perSecond(count, () => {
      for (let signed = 0; signed < count; signed += 1) privateDecrypt(bare, someBlinded());
    });
  const url = new URL(ground.api.url);
  const issue = async (tokens: readonly string[]): Promise<number> => {
    const requests = tokens
      .map((token) => JSON.stringify({ token, blinded: someBlinded().toString('base64url') }))
      .map((body) => requestOf(url, `/api/v1/surveys/${survey}/ballots`, body));
    const { promise: issued, resolve, reject } = Promise.withResolvers<void>();
    const waiting = requests.values();
    let left = requests.length;
    const ready = async () => {
      const lane = await openLane(url, (status, answer) => {
        if (status !== '200') return reject(new Error(`no ballot: ${answer}`));
        left -= 1;
        if (left === 0) resolve();
        goOn();
      });
      const goOn = (): void => {
        const { value } = waiting.next();
        if (value) lane.send(value);
      };
      return { ...lane, begin: goOn };
    };
    const lanes = await Promise.all(Array.from({ length: connections }, ready));
    const rate = await perSecond(tokens.length, () => {
      for (const { begin } of lanes) begin();
      return issued;
    });
    for (const lane of lanes) lane.close();
    return rate;
  };
  const count = Math.round((await sign(200)) * seconds);
  await issue(await invite(ground, survey, 500));
  const measured: Record<'issued' | 'bare', number[]> = { issued: [], bare: [] };
  for (let round = 1; round <= rounds; round += 1) {
    const tokens = await invite(ground, survey, count);
    measured.bare.push(await sign(count));
    measured.issued.push(await issue(tokens));
    ground.say(
      `  ballots, round ${round}: issued ${Math.round(measured.issued.at(-1) ?? 0)}/s, bare signing ${Math.round(measured.bare.at(-1) ?? 0)}/s`,
    );
  }
  return { issued: rounded(median(measured.issued), 0), bare: rounded(median(measured.bare), 0) };
};
