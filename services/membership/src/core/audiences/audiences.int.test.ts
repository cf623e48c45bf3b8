import { audiencesContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, call } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

type Question = z.input<typeof audiencesContract.questions.members.question>;

const takeIn = async (...people: object[]): Promise<string[]> => {
  const rows = people.map((one) => ({ name: 'Ottilie', email: `${newId()}@example.org`, ...one }));
  const { body, status } = await net.post<{ people: { id: string }[] }>('/people/import', { people: rows });
  expect(status).toBe(201);
  return body.people.map(({ id }) => id);
};

/** All of an audience, asked for in pages. */
const membersIn = async (audience: Question['audience'], more: Partial<Question> = {}): Promise<string[]> => {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const question = {
      ...{ network: 'testing', audience, seenFrom: 'hosts' as const, limit: 2 },
      ...{ asOf: new Date(Date.now() + 60_000).toISOString(), ...(after && { after }), ...more },
    };
    const { SKEIN_PREFIX = '' } = net.environment;
    const reply = await ask(
      net.service.context.nats,
      SKEIN_PREFIX,
      audiencesContract.questions.members,
      question,
    );
    if (!reply) throw new Error('no answer');
    expect(reply.people.length).toBeLessThanOrEqual(2);
    found.push(...reply.people);
    after = reply.next;
  } while (after);
  expect(found).toEqual([...new Set(found)].toSorted());
  return found;
};

describe('an audience', () => {
  it('is of those with a role, in a community or anywhere, each once, in pages', async () => {
    const [here, there] = [await net.found(), await net.found()];
    const place = (community: string, role: string) => ({ community, role });
    const [a, b, c, d, e] = await takeIn(
      { communities: [place(here, 'facilitator'), place(there, 'facilitator')] },
      { communities: [place(there, 'facilitator')] },
      { communities: [place(here, 'core')] },
      { communities: [place(here, 'member')] },
      { roles: ['steering'] },
    );
    const role = (more: object) => ({ kind: 'role' as const, ...more });
    expect(await membersIn(role({ communityRoles: ['facilitator'] }))).toEqual([a, b].toSorted());
    expect(await membersIn(role({ communityRoles: ['facilitator', 'core'], community: here }))).toEqual(
      [a, c].toSorted(),
    );
    expect(await membersIn(role({ networkRoles: ['steering'], communityRoles: ['facilitator'] }))).toEqual(
      [a, b, e].toSorted(),
    );
    expect(await membersIn(role({ communityRoles: ['member'], community: here }))).toEqual([d]);
    expect(await membersIn(role({ communityRoles: ['guest'] }))).toEqual([]);
  });

  it('is of those the directory finds by what they told', async () => {
    const community = await net.found();
    const there = [{ community, role: 'member' }];
    const [a, b, c] = await takeIn(
      { language: 'cy', interests: ['Falls'], region: 'Gwynedd', communities: there },
      { language: 'cy-GB', interests: ['Falls'], organisation: 'Mountain Trust', communities: there },
      { language: 'cyz', interests: ['falls', 'Sleep'], communities: there },
    );
    const query = (asked: object) => ({ kind: 'query' as const, query: { community, ...asked } });
    expect(await membersIn(query({ language: 'cy' }))).toEqual([a, b].toSorted());
    expect(await membersIn(query({ interest: 'FALLS' }))).toEqual([a, b, c].toSorted());
    expect(await membersIn(query({ interest: 'falls', region: 'gwynedd' }))).toEqual([a]);
    const employer = await net.db.collection('organisations').findOne({ name: 'Mountain Trust' });
    expect(await membersIn(query({ organisation: String(employer?._id) }))).toEqual([b]);
    const today = new Date().toISOString().slice(0, 10);
    expect(await membersIn(query({ joinedFrom: today, joinedUntil: today }))).toHaveLength(3);
    expect(await membersIn(query({ joinedUntil: '2020-01-01' }))).toEqual([]);
    expect(await membersIn(query({}), { asOf: '2020-01-01T00:00:00.000Z' })).toEqual([]);
    expect(await membersIn(query({}), { network: 'elsewhere' })).toEqual([]);
  });

  it('is found by what is hidden only by those who see it', async () => {
    const community = await net.found();
    const [a = ''] = await takeIn({
      interests: ['Sleep'],
      language: 'gd',
      communities: [{ community, role: 'member' }],
    });
    const visibility = { interests: 'nobody', language: 'nobody' };
    await net.db.collection('people').updateOne({ _id: a as never }, { $set: { visibility } });
    // The tokens are made anew by an edit.
    const edit = { as: net.admin, body: { occupation: 'Nurse' }, ifMatch: 1 };
    expect((await call(net.url, 'PATCH', `/people/${a}`, edit)).status).toBe(200);
    for (const asked of [{ interest: 'Sleep' }, { language: 'gd' }]) {
      const audience = { kind: 'query' as const, query: { community, ...asked } };
      expect(await membersIn(audience)).toEqual([a]);
      expect(await membersIn(audience, { seenFrom: 'communities' })).toEqual([]);
    }
    const anywhere = { kind: 'query' as const, query: { joinedFrom: '2020-01-01' } };
    expect(await membersIn(anywhere, { seenFrom: 'communities' })).toEqual([]);
    const within = { kind: 'query' as const, query: { community } };
    expect(await membersIn(within, { seenFrom: 'communities' })).toEqual([a]);
  });
});

it('tells whose addresses are members’ own', async () => {
  const email = `${newId()}@example.org`;
  const [person] = await takeIn({ email });
  const { SKEIN_PREFIX = '' } = net.environment;
  const { nats } = net.service.context;
  const question = { network: 'testing', addresses: [email.toUpperCase(), 'nobody@example.org'] };
  const reply = await ask(nats, SKEIN_PREFIX, audiencesContract.questions.byAddress, question);
  expect(reply?.members).toEqual([{ email, person }]);
  const elsewhere = await ask(nats, SKEIN_PREFIX, audiencesContract.questions.byAddress, {
    ...question,
    network: 'elsewhere',
  });
  expect(elsewhere?.members).toEqual([]);
});
