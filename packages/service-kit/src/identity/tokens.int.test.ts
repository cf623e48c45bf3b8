import { createHmac } from 'node:crypto';
import { type Actor, isRefusal, type ProcessName } from '@skein/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServiceConfig } from '../config.ts';
import { newId } from '../ids.ts';
import type { Background } from '../loop.ts';
import { defineService, type RunningService, startService } from '../service.ts';
import { testEnvironment, until } from '../testing/index.ts';
import { sign } from './jwt.ts';
import { keyOrderSubject, serveKeyOrders } from './rotation.ts';
import { signAccess, signLink, verifyAccess, verifyLink } from './tokens.ts';

const environment = testEnvironment();
const prefix = environment.SKEIN_PREFIX ?? '';
const definition = (process: ProcessName) =>
  defineService({
    name: 'membership',
    process,
    config: ServiceConfig,
    capabilities: [{ name: 'nothing' }],
  });
// The routes of the contract are membership's own to answer, so these are two processes beside it.
let one: RunningService;
let two: RunningService;

beforeAll(async () => {
  one = await startService(definition('intake'), environment);
  two = await startService(definition('worker'), environment);
});
afterAll(async () => {
  await one.stop();
  await two.stop();
});

const actor: Actor = { person: newId(), network: 'testing', roles: ['admin'], communities: {} };
const codeOf = async (token: string) => {
  const verified = await verifyAccess(two.context.keys, token);
  return isRefusal(verified) ? verified.refused : 'accepted';
};
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = () => ({
  ...{ sub: actor.person, net: 'testing', roles: ['admin'], com: {} },
  ...{ iss: 'skein/membership', aud: 'access', iat: Math.floor(Date.now() / 1000) },
  exp: Math.floor(Date.now() / 1000) + 600,
});
const own = () => {
  const { kid, privateKey } = one.context.signingKey.current();
  return { kid, key: privateKey, algorithm: 'EdDSA' } as const;
};

describe('an access token', () => {
  it('says who it is for, to every process', async () => {
    const token = await signAccess(one.context.signingKey, actor, new Date());
    expect(await verifyAccess(two.context.keys, token)).toEqual(actor);
  });

  it('is refused where it is not signed', async () => {
    const { kid } = own();
    for (const alg of ['none', 'None', 'NONE', 'EdDSA']) {
      expect(await codeOf(`${part({ alg, kid, typ: 'JWT' })}.${part(claims())}.`)).toBe('invalid-token');
    }
  });

  it('is refused where it is signed with the public key as a secret', async () => {
    const { kid } = own();
    const pem = (await two.context.keys.find('membership', kid)) ?? '';
    expect(pem).toContain('PUBLIC KEY');
    for (const [alg, hash] of [
      ['HS256', 'sha256'],
      ['HS512', 'sha512'],
    ] as const) {
      const input = `${part({ alg, kid, typ: 'JWT' })}.${part(claims())}`;
      const signature = createHmac(hash, pem).update(input).digest('base64url');
      expect(await codeOf(`${input}.${signature}`)).toBe('invalid-token');
    }
  });

  it('is refused where it was made for another audience, or by another service', async () => {
    const { aud: _, iss: __, ...rest } = claims();
    const made = (header: { aud?: string; iss?: string }) => sign(rest, { ...own(), ...header });
    expect(await codeOf(made({ aud: 'access', iss: 'skein/membership' }))).toBe('accepted');
    expect(await codeOf(made({ aud: 'preferences', iss: 'skein/membership' }))).toBe('invalid-token');
    expect(await codeOf(made({ aud: 'access', iss: 'skein/survey' }))).toBe('invalid-token');
    expect(await codeOf(made({ iss: 'skein/membership' }))).toBe('invalid-token');
    expect(await codeOf(made({ aud: 'access' }))).toBe('invalid-token');
    const expires = new Date(Date.now() + 60_000);
    const claim = { net: 'testing', sub: actor.person };
    const link = await signLink(one.context.signingKey, 'preferences', claim, expires);
    expect(await codeOf(link)).toBe('invalid-token');
    expect(await verifyLink(two.context.keys, 'membership', 'confirm-erasure', link)).toMatchObject({
      refused: 'invalid-token',
    });
    expect(await verifyLink(two.context.keys, 'membership', 'preferences', link)).toMatchObject({
      claims: claim,
    });
  });

  it('is refused once it has expired, and where it never would', async () => {
    const old = new Date(Date.now() - 11 * 60_000);
    expect(await codeOf(await signAccess(one.context.signingKey, actor, old))).toBe('expired-token');
    const { exp: _, ...endless } = claims();
    expect(await codeOf(sign(endless, own()))).toBe('invalid-token');
  });

  it('is refused where its key is none of ours, or is no key at all', async () => {
    const forged = { ...own(), kid: newId() };
    expect(await codeOf(sign(claims(), forged))).toBe('invalid-token');
    for (const kid of ['../membership', '*', '>', '', 'current']) {
      expect(await codeOf(sign(claims(), { ...own(), kid }))).toBe('invalid-token');
    }
    for (const text of ['', 'a', 'a.b', 'a.b.c', '..', part({}), `${part({ alg: 'EdDSA' })}.x.y`]) {
      expect(await codeOf(text)).toBe('invalid-token');
    }
  });

  it('is refused where a letter of it was changed', async () => {
    const token = await signAccess(one.context.signingKey, actor, new Date());
    const [header = '', , signature = ''] = token.split('.');
    const others = part({ ...claims(), sub: newId() });
    expect(await codeOf(`${header}.${others}.${signature}`)).toBe('invalid-token');
  });
});

describe('a service’s key', () => {
  let orders: Background;
  beforeAll(() => {
    // As the API does; this service answers no route, so that it is none.
    orders = serveKeyOrders({ ...one.context, prefix });
  });
  afterAll(() => orders.stop());

  const order = async (what: object) =>
    (
      await one.context.nats.connection.request(keyOrderSubject(prefix, 'membership'), JSON.stringify(what), {
        timeout: 5_000,
      })
    ).json<{ keys: string[]; current: string; failure?: string }>();

  it('is replaced by command, and nobody is signed out', async () => {
    const before = await signAccess(one.context.signingKey, actor, new Date());
    const { kid: old } = own();
    const { current, keys } = await order({ does: 'rotate' });
    expect(current).not.toBe(old);
    expect(keys).toEqual([old, current].toSorted());
    await until('both processes sign with it', () =>
      [one, two].every(({ context }) => context.signingKey.current().kid === current),
    );
    expect(await codeOf(before)).toBe('accepted');
    expect(await codeOf(await signAccess(one.context.signingKey, actor, new Date()))).toBe('accepted');
  });

  it('is withdrawn by command once another is in its place: what it signed holds no longer', async () => {
    const stolen = await signAccess(one.context.signingKey, actor, new Date());
    const { kid } = own();
    expect((await order({ does: 'withdraw', kid })).failure).toContain('rotate first');
    const { current } = await order({ does: 'rotate' });
    await until('the new one is used', () => one.context.signingKey.current().kid === current);
    expect((await order({ does: 'withdraw', kid })).keys).not.toContain(kid);
    await until('the token to be refused', async () => (await codeOf(stolen)) === 'invalid-token');
    expect(await codeOf(await signAccess(one.context.signingKey, actor, new Date()))).toBe('accepted');
  });

  it('is not changed by an order that is none', async () => {
    const { current } = await order({ does: 'list' });
    expect((await order({ does: 'withdraw', kid: '*' })).failure).toContain('Say list');
    expect((await order({ does: 'list' })).current).toBe(current);
  });
});
