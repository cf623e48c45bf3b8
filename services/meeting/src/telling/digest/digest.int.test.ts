import { digestsContract, type Meeting } from '@skein/contracts';
import { ask, testEnvironment } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whenInWords } from '../../gathering/meetings/words.ts';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

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

  it('tells what was put into the library, decided, made and cleared in the period, to those whom it is for', async () => {
    const { api, tokens, people, community } = net;
    const make = async (path: string, body: object, as = tokens.ada) =>
      (await api<{ id: string }>('POST', path, { as, body })).body.id;
    const meeting = await make('/meetings', planFor(community));
    const link = { community, title: 'Rotas', about: 'How others do it.', url: 'https://example.org/rotas' };
    await make('/resources', link);
    const text = await make('/resources', { community, title: 'For all', text: 'It.', audience: 'network' });
    const decision = await make('/decisions', {
      community,
      what: 'We meet on Fridays',
      why: 'Fewer are away.',
    });
    const brought = { title: 'Handover', situation: 'x'.repeat(400), broughtBy: people.ben };
    const cleared = await make(`/meetings/${meeting}/learning-cases`, brought, tokens.ben);
    const scope = { as: tokens.ben, ifMatch: 1, body: { scope: 'network' } };
    expect((await api('PUT', `/learning-cases/${cleared}/scope`, scope)).status).toBe(200);
    const product = await make('/knowledge-products', { community, title: 'A guide', kind: 'guide' });
    const path = `/knowledge-products/${product}/state`;
    await api('PUT', path, { as: tokens.ben, ifMatch: 1, body: { state: 'reviewed' } });
    await api('PUT', path, { as: tokens.ada, ifMatch: 2, body: { state: 'published' } });
    const sections = (await sectionsFor('testing'))?.filter(({ about }) => about === undefined);
    const url = 'https://skein.example.org';
    expect(sections?.map(({ title, items }) => ({ title, items }))).toEqual([
      {
        title: 'What was learnt',
        items: [{ title: 'Handover', detail: `${'x'.repeat(299)}…`, link: `${url}/learnt` }],
      },
      {
        title: 'What communities made',
        items: [{ title: 'A guide', detail: '', link: `${url}/products/${product}` }],
      },
      {
        title: 'New in the library',
        items: [
          { title: 'Rotas', detail: 'How others do it.', link: link.url, community },
          { title: 'For all', detail: '', link: `${url}/library#resource-${text}` },
        ],
      },
      {
        title: 'What was decided',
        items: [
          {
            title: 'We meet on Fridays',
            detail: 'Fewer are away.',
            link: `${url}/communities/reimagining/work#decision-${decision}`,
            community,
          },
        ],
      },
    ]);
  });

  it('has nothing of it for another network', async () => {
    expect(await sectionsFor('elsewhere')).toEqual([]);
  });
});
