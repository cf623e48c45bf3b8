import { digestsContract, type Meeting } from '@skein/contracts';
import { ask, testEnvironment } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';
import { whenInWords } from './words.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork({
    ...testEnvironment(),
    SKEIN_PUBLIC_URL: 'https://skein.example.org',
  });
});
afterAll(() => net.stop());

const day = 24 * 60 * 60 * 1000;
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();
const period = { from: inDays(-20), until: inDays(10) };

const sectionsFor = async (network: string) => {
  const answered = await ask(
    net.side.nats,
    net.environment.SKEIN_PREFIX ?? '',
    digestsContract.questions.section,
    {
      network,
      ...period,
    },
  );
  return answered?.sections;
};

const plan = async (title: string, startsAt: string, rest: object = {}): Promise<Meeting> => {
  const body = planFor(net.community, { title, startsAt, ...rest });
  return (await net.api<Meeting>('POST', '/meetings', { as: net.tokens.ada, body })).body;
};

describe('the digest section', () => {
  it('is left out while nothing is coming', async () => {
    expect(await sectionsFor('testing')).toEqual([]);
  });

  it('tells of the planned meetings still to come until a month after the period, to those whom they are for', async () => {
    await plan('Gone by', inDays(-1));
    const festival = await plan('Festival', inDays(40), { kind: 'festival', audience: 'network' });
    const call = await plan('Monthly call', inDays(2));
    await plan('Too far', inDays(42));
    const running = await plan('Running', inDays(3));
    await net.api('POST', `/meetings/${running.id}/opening`, { as: net.tokens.ada, ifMatch: 1 });
    const told = ({ id, title, startsAt, minutes }: Meeting) => ({
      title,
      detail: whenInWords({ startsAt: new Date(startsAt), minutes }, 'UTC'),
      link: `https://skein.example.org/#meeting-${id}`,
    });
    const items = [{ ...told(call), community: net.community }, told(festival)];
    expect(await sectionsFor('testing')).toEqual([
      { service: 'meeting', title: 'Coming meetings', about: 'events', items },
    ]);
  });

  it('has nothing of it for another network', async () => {
    expect(await sectionsFor('elsewhere')).toEqual([]);
  });
});
