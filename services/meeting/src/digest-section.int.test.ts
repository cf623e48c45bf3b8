import { digestSection, type Meeting } from '@skein/contracts';
import { ask } from '@skein/service-kit';
import { testEnvironment } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from './testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork({
    ...testEnvironment(),
    SKEIN_PUBLIC_URL: 'https://skein.example.org',
  });
});
afterAll(() => net.stop());

const period = { from: '2026-11-01T00:00:00Z', until: '2026-12-01T00:00:00Z' };

const sectionsFor = async (network: string) => {
  const answered = await ask(net.side.nats, net.environment.SKEIN_PREFIX ?? '', digestSection, {
    network,
    ...period,
  });
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

  it('tells of the planned meetings of the month after the period, to those whom they are for', async () => {
    await plan('Within the period', '2026-11-30T23:59:59Z');
    const festival = await plan('Festival', '2026-12-31T23:59:59Z', {
      kind: 'festival',
      audience: 'network',
    });
    const call = await plan('Monthly call', '2026-12-01T00:00:00Z');
    await plan('Too far', '2027-01-01T00:00:00Z');
    const running = await plan('Running', '2026-12-03T12:00:00Z');
    await net.api('POST', `/meetings/${running.id}/opening`, { as: net.tokens.ada, ifMatch: 1 });
    expect(await sectionsFor('testing')).toEqual([
      {
        service: 'meeting',
        title: 'Coming meetings',
        items: [
          {
            title: 'Monthly call',
            detail: 'Tuesday 1 December 2026, 00:00 to 01:30 UTC',
            link: `https://skein.example.org/#meeting-${call.id}`,
            community: net.community,
          },
          {
            title: 'Festival',
            detail: 'Thursday 31 December 2026, 23:59 to Friday 1 January 2027, 01:29 UTC',
            link: `https://skein.example.org/#meeting-${festival.id}`,
          },
        ],
      },
    ]);
  });

  it('has nothing of it for another network', async () => {
    expect(await sectionsFor('elsewhere')).toEqual([]);
  });
});
