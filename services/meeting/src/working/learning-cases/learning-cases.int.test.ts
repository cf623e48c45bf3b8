import type { ClearedCase, LearningCase, Meeting } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
let february: Meeting;
let april: Meeting;
let neighbours: Meeting;

const plan = async (community: string, startsAt: string): Promise<Meeting> => {
  const body = planFor(community, { startsAt });
  return (await net.api<Meeting>('POST', '/meetings', { as: net.tokens.admin, body })).body;
};

beforeAll(async () => {
  net = await startNetwork();
  february = await plan(net.community, '2019-02-08T09:30:00Z');
  april = await plan(net.community, '2019-04-12T08:30:00Z');
  neighbours = await plan(net.neighbour, '2019-05-10T08:30:00Z');
});
afterAll(() => net.stop());

const situation = (rest: object = {}) => ({
  title: 'Answering a harsh review',
  situation: 'A long public complaint.',
  broughtBy: net.people.ben,
  ...rest,
});

const raise = async (rest: object = {}): Promise<LearningCase> => {
  const raised = await net.api<LearningCase>('POST', `/meetings/${february.id}/learning-cases`, {
    as: net.tokens.ben,
    body: situation(rest),
  });
  expect(raised.status).toBe(201);
  return raised.body;
};

const edit = ({ id }: LearningCase, ifMatch: number, body: object, as = net.tokens.ben) =>
  net.api<LearningCase>('PATCH', `/learning-cases/${id}`, { as, ifMatch, body });

const add = ({ id }: LearningCase, body: object, as = net.tokens.ben) =>
  net.api<LearningCase>('POST', `/learning-cases/${id}/contributions`, { as, body });

const idsOf = async (query = '', as = net.tokens.ben): Promise<string[]> => {
  const path = `/learning-cases?community=${net.community}&limit=200${query}`;
  return (await net.api<{ items: LearningCase[] }>('GET', path, { as })).body.items.map(({ id }) => id);
};

describe('learning cases', () => {
  it('are told, taken forward with insights, tried, and fed back at a later meeting: that closes them', async () => {
    const raised = await raise();
    expect(raised).toMatchObject({
      ...{ status: 'raised', version: 1, meeting: february.id, contributions: [] },
      ...{ kind: 'case', scope: 'community' },
    });
    const observed = await add(
      raised,
      { part: 'observation', text: 'Others know this well.' },
      net.tokens.ada,
    );
    expect(observed).toMatchObject({ status: 201, body: { status: 'raised', version: 2 } });
    const insight = { part: 'insight', text: 'Being public makes it feel different.', by: net.people.cy };
    const waiting = await add(raised, insight);
    expect(waiting.body).toMatchObject({
      ...{ status: 'awaiting-feedback', version: 3 },
      contributions: [
        { part: 'observation', by: net.people.ada },
        { part: 'insight', by: net.people.cy },
      ],
    });
    const tried = await edit(raised, 3, { tried: 'We called them.' });
    expect(tried.body).toMatchObject({ status: 'awaiting-feedback', tried: 'We called them.', version: 4 });
    const feedback = { meeting: april.id, tried: 'We called them, and wrote back together.' };
    const closed = await edit(raised, 4, { feedback });
    expect(closed.body).toMatchObject({ status: 'closed', feedback, version: 5 });
    expect((await add(raised, insight)).problem).toMatchObject({ status: 409, code: 'conflict' });
  });

  it('lose nothing where several people add to one at once', async () => {
    const raised = await raise();
    const texts = Array.from({ length: 8 }, (_, place) => `Observation ${place}`);
    const { ada, ben } = net.tokens;
    const added = await Promise.all(
      texts.map((text, place) => add(raised, { part: 'observation', text }, place % 2 ? ada : ben)),
    );
    expect(added.map(({ status }) => status)).toEqual(texts.map(() => 201));
    const read = await net.api<LearningCase>('GET', `/learning-cases/${raised.id}`, { as: ben });
    expect(read.body.contributions.map(({ text }) => text).sort()).toEqual(texts);
  });

  it('are taken back from by who said it, who brought the case and who run the community', async () => {
    const raised = await raise();
    const { body } = await add(raised, { part: 'observation', text: 'Mine' }, net.tokens.ada);
    const path = `/learning-cases/${raised.id}/contributions`;
    const [given] = body.contributions;
    const gone = await net.api<LearningCase>('DELETE', `${path}/${given?.id}`, { as: net.tokens.ben });
    expect(gone.body.contributions).toEqual([]);
    const again = await net.api('DELETE', `${path}/${given?.id}`, { as: net.tokens.ben });
    expect(again.problem).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('have the forms of a review, a huddle and a world café', async () => {
    const review = await raise({ kind: 'after-action-review' });
    const view = { part: 'happened', text: 'Forty came.', party: 'Funders' };
    expect((await add(review, view)).body.contributions).toMatchObject([view]);
    expect((await add(review, { part: 'lesson', text: 'Ask sooner.' })).body.status).toBe(
      'awaiting-feedback',
    );
    const huddle = await raise({ kind: 'huddle', criteria: ['All speak', 'We end on time'] });
    const criterion = huddle.criteria[1]?.id;
    const strong = { part: 'strong', text: 'We did.', criterion };
    expect((await add(huddle, strong)).body.contributions).toMatchObject([strong]);
    const cafe = await raise({ kind: 'world-cafe', tables: [{ title: 'Trust', host: net.people.ada }] });
    const harvest = { part: 'harvest', text: 'It takes time.', table: cafe.tables[0]?.id, round: 2 };
    expect((await add(cafe, harvest)).body.contributions).toMatchObject([harvest]);
    const wrong: [LearningCase, object, number, string][] = [
      [huddle, { part: 'harvest', text: 'Hm' }, 400, '#/part'],
      [huddle, { part: 'song', text: 'Hm' }, 400, '#/part'],
      [huddle, { part: 'strong', text: '' }, 400, '#/text'],
      [huddle, { ...strong, criterion: newId() }, 400, '#/criterion'],
      [cafe, { ...harvest, table: newId() }, 400, '#/table'],
      [review, { ...view, by: newId() }, 422, '#/by'],
    ];
    for (const [to, body, status, pointer] of wrong)
      expect((await add(to, body)).problem).toMatchObject({ status, errors: [{ pointer }] });
  });

  it('wait for feedback at once where they come with insights', async () => {
    expect((await raise({ insights: ['It feels public.'] })).status).toBe('awaiting-feedback');
  });

  it('are listed newest first, by status and by who brought them too', async () => {
    const first = await raise({ title: 'First' });
    const second = await raise({
      title: 'Second',
      insights: ['It feels public.'],
      broughtBy: net.people.ada,
    });
    expect((await idsOf()).slice(0, 2)).toEqual([second.id, first.id]);
    expect((await idsOf('&status=awaiting-feedback'))[0]).toBe(second.id);
    expect(await idsOf('&status=awaiting-feedback')).not.toContain(first.id);
    expect((await idsOf(`&broughtBy=${net.people.ada}`))[0]).toBe(second.id);
    const path = `/learning-cases?community=${net.community}&limit=1`;
    const page = await net.api<{ next: string }>('GET', path, { as: net.tokens.ben });
    expect((await idsOf(`&after=${page.body.next}`))[0]).toBe(first.id);
  });

  it('kept to their meeting are for those who were there, who brought them, and who run the community', async () => {
    const kept = await raise({ scope: 'meeting' });
    const eve = await net.side.tokenFor({ person: newId(), communities: { [net.community]: 'member' } });
    const open = (as: string) => net.api('GET', `/learning-cases/${kept.id}`, { as });
    for (const as of [net.tokens.ben, net.tokens.ada]) {
      expect((await open(as)).status).toBe(200);
      expect(await idsOf('', as)).toContain(kept.id);
    }
    expect((await open(eve)).problem.code).toBe('not-found');
    expect(await idsOf('', eve)).not.toContain(kept.id);
    expect((await add(kept, { part: 'observation', text: 'Hm' }, eve)).problem.code).toBe('not-found');
    const { dot } = net.people;
    const seat = await net.side.tokenFor({ person: dot, communities: { [net.community]: 'member' } });
    const { version } = (await net.api<Meeting>('GET', `/meetings/${february.id}`, { as: net.tokens.ada }))
      .body;
    const path = `/meetings/${february.id}/attendance`;
    await net.api('PUT', path, { as: net.tokens.ada, ifMatch: version, body: { present: [dot] } });
    expect((await open(seat)).status).toBe(200);
    expect(await idsOf('', seat)).toContain(kept.id);
  });

  it('are cleared for the network by who brought them alone, without anybody else’s name', async () => {
    const raised = await raise({ title: 'Cleared' });
    await add(raised, { part: 'observation', text: 'Between us.' });
    await add(raised, { part: 'insight', text: 'Ask sooner.' }, net.tokens.ada);
    const clear = (as: string, scope = 'network', ifMatch = 3) =>
      net.api<LearningCase>('PUT', `/learning-cases/${raised.id}/scope`, { as, ifMatch, body: { scope } });
    for (const as of [net.tokens.ada, net.tokens.admin])
      expect((await clear(as)).problem.code).toBe('forbidden');
    expect((await clear(net.tokens.ben, 'world')).problem).toMatchObject({
      status: 400,
      errors: [{ pointer: '#/scope' }],
    });
    expect((await clear(net.tokens.ben)).body).toMatchObject({ scope: 'network', version: 4 });
    const cleared = async () => {
      const { body } = await net.api<{ items: ClearedCase[] }>('GET', '/cleared-cases', {
        as: net.tokens.dot,
      });
      return body.items;
    };
    expect(await cleared()).toEqual([
      {
        ...{ id: raised.id, community: net.community, kind: 'case', title: 'Cleared' },
        ...{ situation: raised.situation, broughtBy: net.people.ben, insights: ['Ask sooner.'] },
      },
    ]);
    expect((await edit(raised, 4, { title: 'Told otherwise' }, net.tokens.ada)).body.scope).toBe('community');
    expect(await cleared()).toEqual([]);
    const sent = situation({ scope: 'network' });
    const path = `/meetings/${february.id}/learning-cases`;
    expect((await net.api('POST', path, { as: net.tokens.ben, body: sent })).problem.status).toBe(400);
  });

  it('take feedback at a later meeting of their community alone', async () => {
    const raised = await raise();
    for (const meeting of [newId(), neighbours.id]) {
      const refused = await edit(raised, 1, { feedback: { meeting, tried: 'This' } });
      expect(refused.problem).toMatchObject({
        status: 422,
        code: 'unknown-reference',
        errors: [{ pointer: '#/feedback/meeting' }],
      });
    }
    const same = await edit(raised, 1, { feedback: { meeting: february.id, tried: 'This' } });
    expect(same.problem).toMatchObject({
      status: 409,
      code: 'conflict',
      errors: [{ pointer: '#/feedback/meeting' }],
    });
  });

  it('name what is unknown or does not fit', async () => {
    const path = `/meetings/${february.id}/learning-cases`;
    const as = net.tokens.ben;
    const stranger = await net.api('POST', path, { as, body: situation({ broughtBy: newId() }) });
    expect(stranger.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/broughtBy' }] });
    const untitled = await net.api('POST', path, { as, body: situation({ title: '' }) });
    expect(untitled.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/title' }] });
    const nowhere = await net.api('POST', `/meetings/${newId()}/learning-cases`, { as, body: situation() });
    expect(nowhere.problem).toMatchObject({ status: 404, code: 'not-found' });
    const raised = await raise();
    expect((await edit(raised, 5, { tried: 'Hm' })).problem.code).toBe('stale-edit');
    const bare = await net.api('PATCH', `/learning-cases/${raised.id}`, { as, body: {} });
    expect(bare.problem.code).toBe('if-match-required');
  });

  it('are raised once for an Idempotency-Key', async () => {
    const request = { as: net.tokens.ben, key: newId(), body: situation() };
    const path = `/meetings/${february.id}/learning-cases`;
    const first = await net.api<LearningCase>('POST', path, request);
    expect((await net.api<LearningCase>('POST', path, request)).body).toEqual(first.body);
  });

  it('are for those who belong to the community, and not there for another network', async () => {
    const raised = await raise();
    const path = `/meetings/${february.id}/learning-cases`;
    const listed = `/learning-cases?community=${net.community}`;
    for (const as of [net.tokens.cy, net.tokens.dot]) {
      expect((await net.api('POST', path, { as, body: situation() })).problem.code).toBe('forbidden');
      expect((await edit(raised, 1, { tried: 'Mine' }, as)).problem.code).toBe('forbidden');
      expect((await net.api('GET', listed, { as })).problem.code).toBe('forbidden');
    }
    const { foreigner } = net.tokens;
    expect((await net.api('POST', path, { as: foreigner, body: situation() })).problem.code).toBe(
      'not-found',
    );
    expect((await edit(raised, 1, {}, foreigner)).problem.code).toBe('not-found');
    const foreign = await net.api<{ items: unknown[] }>('GET', listed, { as: foreigner });
    expect(foreign.body.items).toEqual([]);
  });
});
