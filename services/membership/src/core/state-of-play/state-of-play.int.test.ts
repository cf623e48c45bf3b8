import {
  communitiesContract,
  meetingsContract,
  questionSubject,
  type StateOfPlayLine,
  workstreamsContract,
} from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, membershipSide, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

type Side = Awaited<ReturnType<typeof membershipSide>>;
let net: Network;
let side: Side;
beforeAll(async () => {
  net = await startNetwork();
  side = await membershipSide(net.environment);
});
afterAll(async () => {
  await side.stop();
  await net.stop();
});

const dayMs = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString();
type Reply = { items: StateOfPlayLine[]; unavailable: string[]; next?: string };
const read = (query = '', as = net.admin) => call<Reply>(net.url, 'GET', `/state-of-play${query}`, { as });
const lineOf = async (community: string) => (await read(`?community=${community}`)).body.items[0];

/** Publishes what meeting tells of one meeting, version by version. */
const tell = async (
  community: string,
  ...steps: readonly (readonly [
    'planned' | 'changed' | 'opened' | 'closed' | 'cancelled' | 'restored',
    string,
  ])[]
): Promise<string> => {
  const meeting = newId();
  for (const [index, [what, startsAt]] of steps.entries()) {
    const data = { meeting, community, kind: 'call' as const, startsAt, minutes: 60 };
    const event = { subject: meeting, version: index + 1 };
    if (what === 'planned') await side.publish(meetingsContract.events.meetingPlanned, { ...event, data });
    if (what === 'opened') await side.publish(meetingsContract.events.meetingOpened, { ...event, data });
    if (what === 'cancelled')
      await side.publish(meetingsContract.events.meetingCancelled, { ...event, data });
    if (what === 'restored') await side.publish(meetingsContract.events.meetingRestored, { ...event, data });
    if (what === 'changed')
      await side.publish(meetingsContract.events.meetingChanged, {
        ...event,
        data: { ...data, fields: ['startsAt'] },
      });
    if (what === 'closed')
      await side.publish(meetingsContract.events.meetingClosed, { ...event, data: { ...data, present: [] } });
  }
  const version = steps.length;
  await until('the meeting is known', () =>
    net.db.collection('known_meetings').findOne({ _id: meeting as never, version }),
  );
  return meeting;
};
const tellStep = async (community: string, ...statuses: readonly ('proposed' | 'done')[]): Promise<void> => {
  const step = newId();
  for (const [index, status] of statuses.entries()) {
    const data = { step, workstream: newId(), community, owners: [], status };
    const event = { subject: step, version: index + 1, data };
    await side.publish(
      index ? workstreamsContract.events.stepChanged : workstreamsContract.events.stepAdded,
      event,
    );
  }
  const version = statuses.length;
  await until('the step is known', () =>
    net.db.collection('known_steps').findOne({ _id: step as never, version }),
  );
};

/** Stands in for meeting. */
const answerAsMeeting = (title: string, owner: string): (() => void) => {
  const subject = questionSubject(
    net.environment.SKEIN_PREFIX ?? '',
    '*',
    workstreamsContract.questions.openSteps,
  );
  const subscription = side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const { communities } = workstreamsContract.questions.openSteps.question.parse(message.json());
      const steps = [{ title, owners: [owner, newId()], due: '2026-12-24', status: 'accepted' }];
      const answer = { communities: communities.map((community) => ({ community, steps })) };
      message.respond(JSON.stringify({ answer }));
    },
  });
  return () => subscription.unsubscribe();
};

describe('the state of play', () => {
  it('shows people, status, meetings and next steps of each community', async () => {
    const community = await net.found();
    const [owner = ''] = await net.takeIn(1, [], [community]);
    await net.post(`/communities/${community}/members`, {
      person: (await net.takeIn(1, []))[0],
      role: 'facilitator',
    });
    const patch = { as: net.admin, ifMatch: 1, body: { status: 'emerging' } };
    await call(net.url, 'PATCH', `/communities/${community}`, patch);
    await tell(community, ['planned', inDays(-30)], ['opened', inDays(-30)], ['closed', inDays(-30)]);
    const last = await tell(
      community,
      ['planned', inDays(-2)],
      ['opened', inDays(-2)],
      ['changed', inDays(-2)],
    );
    // Moved from first to later: the other one is next.
    await tell(community, ['planned', inDays(3)], ['changed', inDays(9)]);
    // One that was cancelled is none, whatever is changed of it then; one that was restored is.
    await tell(community, ['planned', inDays(2)], ['cancelled', inDays(2)], ['changed', inDays(1)]);
    await tell(community, ['planned', inDays(-1)], ['cancelled', inDays(-1)]);
    const next = await tell(
      community,
      ['planned', inDays(5)],
      ['cancelled', inDays(5)],
      ['restored', inDays(5)],
    );
    await tellStep(community, 'proposed');
    await tellStep(community, 'proposed', 'done');
    const end = answerAsMeeting('Draft it', owner);
    const { items, unavailable } = (await read(`?community=${community}`)).body;
    end();
    expect(unavailable).toEqual([]);
    expect(items).toMatchObject([
      {
        ...{ community, status: 'emerging', members: 2, core: [], openSteps: 1 },
        facilitators: [{ name: 'Wilhelmina' }],
        nextSteps: [{ title: 'Draft it', owners: ['Wilhelmina'], due: '2026-12-24', status: 'accepted' }],
        lastMeeting: { meeting: last, held: true },
        nextMeeting: { meeting: next },
      },
    ]);
  });

  it('says what it cannot tell while meeting does not answer, and tells the rest', async () => {
    const community = await net.found();
    await tell(community, ['planned', inDays(-1)]);
    await tellStep(community, 'proposed');
    const { items, unavailable } = (await read(`?community=${community}`)).body;
    expect(unavailable).toEqual(['next-steps']);
    expect(items).toMatchObject([{ openSteps: 1, lastMeeting: { held: false } }]);
    expect(items[0]).not.toHaveProperty('nextSteps');
    expect(items[0]).not.toHaveProperty('nextMeeting');
  });

  it('comes page by page, and refuses a cursor that is none', async () => {
    await Promise.all(Array.from({ length: 5 }, () => net.found()));
    const end = answerAsMeeting('Draft it', newId());
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { items, next } = (await read(`?limit=2${after}`)).body;
      seen.push(...items.map(({ community }) => community));
      if (!next) break;
      after = `&after=${next}`;
    }
    end();
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(await net.db.collection('communities').countDocuments());
    expect((await read('?after=nonsense')).problem).toMatchObject({ status: 400 });
    expect((await read('?status=gone')).problem).toMatchObject({ status: 400 });
  });

  it('is a facilitator’s for their own community', async () => {
    const [community, other] = [await net.found(), await net.found()];
    const as = await tokenFor(net.service, { communities: { [community]: 'facilitator' } });
    const end = answerAsMeeting('Draft it', newId());
    expect((await read(`?community=${community}`, as)).body.items).toHaveLength(1);
    end();
    expect((await read('', as)).problem.code).toBe('forbidden');
    expect((await read(`?community=${other}`, as)).problem.code).toBe('forbidden');
  });

  it('downloads as CSV with cells that no spreadsheet takes for formulas, and as XLSX', async () => {
    const slug = `c-${newId()}`;
    const body = { slug, name: '=HYPERLINK("x")', domain: 'Ärzte; Pflege', description: '', joining: 'open' };
    const community = (await net.post<{ id: string }>('/communities', body)).body.id;
    const end = answerAsMeeting('Draft it', newId());
    const file = async (format: string) => {
      const response = await fetch(
        `${net.url}/api/v1/state-of-play/table?format=${format}&community=${community}`,
        { headers: { authorization: `Bearer ${net.admin}` } },
      );
      return { response, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    const csv = await file('csv');
    const xlsx = await file('xlsx');
    end();
    expect(csv.response.headers.get('content-disposition')).toMatch(/state-of-play-\d{4}-\d\d-\d\d\.csv/);
    const [head = '', line = ''] = csv.bytes.toString().split('\r\n');
    expect(head).toContain('Community,Domain,Status');
    expect(line).not.toMatch(/^"?=/);
    expect(line).toContain('Ärzte; Pflege');
    expect(line).toContain('Draft it, due 2026-12-24');
    expect(xlsx.bytes.subarray(0, 2).toString()).toBe('PK');
    expect((await file('pdf')).response.status).toBe(400);
  });

  it('is built again from the stream, and comes out equal', async () => {
    const community = await net.found();
    await tell(community, ['planned', inDays(-3)], ['opened', inDays(-3)], ['changed', inDays(-3)]);
    await tellStep(community, 'proposed', 'done');
    const held = async () =>
      JSON.stringify([
        await net.db.collection('known_meetings').find().sort({ _id: 1 }).toArray(),
        await net.db.collection('known_steps').find().sort({ _id: 1 }).toArray(),
      ]);
    const before = await held();
    await net.db.collection('known_meetings').deleteMany({ community });
    const subject = `${net.environment.SKEIN_PREFIX}-operations.membership.rebuild`;
    const order = JSON.stringify({ readModel: 'meetings' });
    await side.nats.connection.request(subject, order, { timeout: 20_000 });
    expect(await held()).toBe(before);
    expect(await lineOf(community)).toMatchObject({ openSteps: 0, lastMeeting: { held: true } });
  });
});

describe('a community whose last facilitator is gone', () => {
  const told = (community: string) =>
    net.db
      .collection('outbox')
      .find({ 'envelope.subject': community, 'envelope.type': /leadership\.lost/ })
      .toArray();
  const ledBy = async () => {
    const community = await net.found();
    const people = await net.takeIn(3, ['digest'], [community]);
    const [last = '', next = '', host = ''] = people;
    for (const [person, role] of [[last, 'facilitator']] as const) {
      const path = `/communities/${community}/members/${person}`;
      const changed = await call(net.url, 'PUT', path, { as: net.admin, body: { role }, ifMatch: 1 });
      expect(changed.status).toBe(200);
    }
    return { community, last, next, host };
  };

  it('is told to the hosts at once, once, and is in the state of play until it has another', async () => {
    const { community, last, next, host } = await ledBy();
    await call(net.url, 'PUT', `/people/${host}/roles`, {
      as: net.admin,
      body: { roles: ['hosting-team'] },
      ifMatch: 1,
    });
    expect(await lineOf(community)).not.toHaveProperty('unledSince');
    await net.post('/erasure-requests', { person: last });
    const [event] = await until('the hosts to be told', async () => {
      const events = await told(community);
      return events.length ? events : undefined;
    });
    expect(event?.envelope.data.deciders).toContain(host);
    const line = await lineOf(community);
    expect(line).toMatchObject({ facilitators: [], members: 2 });
    expect(Date.parse(line?.unledSince ?? '')).toBeLessThanOrEqual(Date.now());
    const asked = await net.service.context.ask(
      communitiesContract.questions.unled,
      { network: 'testing', requests: [community, newId()] },
      5_000,
    );
    expect(asked?.waiting).toMatchObject([
      { request: community, link: expect.stringContaining('/state-of-play') },
    ]);
    const file = await call<Buffer>(
      net.url,
      'GET',
      `/state-of-play/table?format=csv&community=${community}`,
      {
        as: net.admin,
      },
    );
    expect(file.body.toString()).toContain('nobody since');
    const path = `/communities/${community}/members/${next}`;
    await call(net.url, 'PUT', path, { as: net.admin, body: { role: 'core' }, ifMatch: 1 });
    await call(net.url, 'PUT', path, { as: net.admin, body: { role: 'facilitator' }, ifMatch: 2 });
    await until(
      'the state of play to follow',
      async () => !('unledSince' in ((await lineOf(community)) ?? {})),
    );
    expect(await told(community)).toHaveLength(1);
  });

  it('keeps them through a merge, and nobody is told', async () => {
    const { community, last, next } = await ledBy();
    const [person] = await net.db
      .collection('people')
      .find({ _id: last as never })
      .toArray();
    const body = { gone: last, goneVersion: person?.version };
    const kept = await net.db.collection('people').findOne({ _id: next as never });
    const merged = await call(net.url, 'POST', `/people/${next}/merge`, {
      as: net.admin,
      body,
      ifMatch: kept?.version,
    });
    expect(merged.status).toBe(200);
    await until('the place to follow', async () =>
      (await lineOf(community))?.facilitators.some(({ person: one }) => one === next),
    );
    expect(await told(community)).toEqual([]);
    expect(await lineOf(community)).not.toHaveProperty('unledSince');
  });
});
