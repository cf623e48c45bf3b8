import { digestsContract, remindersContract, type Survey, surveysContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
let instrument: string;
let community: string;
let people: string[];
beforeAll(async () => {
  side = await startSurveySide();
  ({ instrument } = await side.publishInstrument());
  ({ community, people } = await side.makeCommunity(3));
});
afterAll(() => side.stop());

const get = <T = never>(path: string, as = side.admin) => call<T>(side.api.url, 'GET', path, { as });
const post = <T = never>(path: string, request: object) =>
  call<T>(side.api.url, 'POST', path, { as: side.admin, ...request });
const eventsOf = async (id: string) => {
  const rows = await side.db
    .collection('outbox')
    .find({ 'envelope.subject': id })
    .sort({ version: 1 })
    .toArray();
  return rows.map(({ envelope }) => envelope);
};

describe('opening a survey', () => {
  it('asks the members of a community, each with a letter', async () => {
    const { body, status } = await side.open(instrument, { audience: { kind: 'community', community } });
    expect(status).toBe(201);
    expect(body).toMatchObject({ version: 2, invited: 3, instrumentVersion: 1, status: 'open', community });
    const events = await eventsOf(body.id);
    expect(events.map(({ type }) => type)).toEqual([
      surveysContract.events.surveyOpened.type,
      surveysContract.events.peopleInvited.type,
    ]);
    expect(events[1].data.people.toSorted()).toEqual(people.toSorted());
    const read = await get<Survey>(`/surveys/${body.id}`);
    expect(read.body).toEqual(body);
  });

  it('asks named people, and sends no letters where none are wanted', async () => {
    const audience = { kind: 'people', people: people.slice(0, 2) };
    const { body } = await side.open(instrument, { audience, invite: false });
    expect(body).toMatchObject({ version: 1, invited: 2, audience });
    expect(await eventsOf(body.id)).toHaveLength(1);
  });

  it('asks anyone who has the link', async () => {
    const { body } = await side.open(instrument, { audience: { kind: 'open' } });
    expect(body).toMatchObject({ invited: 0, audience: { kind: 'open' } });
    const form = await call(side.api.url, 'GET', `/surveys/${body.id}/form`);
    expect(form.body).toMatchObject({ needsLink: false, status: 'open', form: { number: 1 } });
  });

  it('names what is unknown, and opens nothing', async () => {
    const before = await side.db.collection('surveys').countDocuments();
    const stranger = newId();
    const wrong: [object, string][] = [
      [{ audience: { kind: 'people', people: [people[0], stranger] } }, '#/audience/people/1'],
      [{ audience: { kind: 'community', community: stranger } }, '#/audience/community'],
      [{ audience: { kind: 'open' }, community: stranger }, '#/community'],
      [
        { audience: { kind: 'meeting', meeting: newId(), community, people: [stranger] } },
        '#/audience/people/0',
      ],
    ];
    for (const [asking, pointer] of wrong) {
      const { problem } = await side.open(instrument, asking);
      expect(problem).toMatchObject({ status: 422, code: 'unknown-reference', errors: [{ pointer }] });
    }
    const { problem } = await side.open(newId(), { audience: { kind: 'open' } });
    expect(problem).toMatchObject({ code: 'unknown-reference', errors: [{ pointer: '#/instrument' }] });
    expect(await side.db.collection('surveys').countDocuments()).toBe(before);
  });

  it('refuses a draft, and a time that has passed', async () => {
    const { body } = await side.draft();
    const unpublished = await side.open(body.id, { audience: { kind: 'open' } });
    expect(unpublished.problem.code).toBe('conflict');
    const past = await side.open(instrument, {
      audience: { kind: 'open' },
      closesAt: '2020-01-01T00:00:00Z',
    });
    expect(past.problem).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '#/closesAt' }] });
  });

  it('is for those who run the network, or the community that is asked', async () => {
    const audience = { kind: 'community', community };
    const own = await side.side.tokenFor({ communities: { [community]: 'facilitator' } });
    const other = await side.side.tokenFor({ communities: { [newId()]: 'facilitator' } });
    const member = await side.side.tokenFor({ communities: { [community]: 'member' } });
    expect((await side.open(instrument, { audience }, { as: own })).status).toBe(201);
    expect((await side.open(instrument, { audience }, { as: other })).problem.code).toBe('forbidden');
    expect((await side.open(instrument, { audience }, { as: member })).problem.code).toBe('forbidden');
    const disguised = { audience: { kind: 'community', community: newId() }, community };
    expect((await side.open(instrument, disguised, { as: own })).status).not.toBe(201);
    const expired = await side.side.tokenFor({ roles: ['admin'] }, new Date(Date.now() - 60 * 60 * 1000));
    expect((await side.open(instrument, { audience }, { as: expired })).problem.code).toBe('expired-token');
    expect((await side.open(instrument, { audience }, { as: 'rubbish' })).problem.code).toBe('invalid-token');
  });

  it('happens once under one Idempotency-Key', async () => {
    const request = { as: side.admin, key: newId() };
    const asking = { audience: { kind: 'open' }, closesAt: '2999-01-01T00:00:00Z' };
    const first = await side.open(instrument, asking, request);
    const again = await side.open(instrument, asking, request);
    expect(again.body.id).toBe(first.body.id);
    expect(await side.db.collection('surveys').countDocuments({ _id: first.body.id as never })).toBe(1);
  });
});

describe('surveys', () => {
  it('are listed newest first, by community, meeting and status', async () => {
    const meeting = newId();
    const asked = { kind: 'meeting', meeting, community, people: people.slice(0, 1) };
    const { body } = await side.open(instrument, { audience: asked });
    const found = await get<{ items: { id: string }[] }>(`/surveys?meeting=${meeting}&status=open`);
    expect(found.body.items).toMatchObject([{ id: body.id, audienceKind: 'meeting', meeting }]);
    const ofCommunity = await get<{ items: { id: string }[] }>(`/surveys?community=${community}&limit=2`);
    const ids = ofCommunity.body.items.map(({ id }) => id);
    expect(ids[0]).toBe(body.id);
    expect(ids).toEqual(ids.toSorted().toReversed());
    const closed = await get<{ items: unknown[] }>(`/surveys?meeting=${meeting}&status=closed`);
    expect(closed.body.items).toEqual([]);
  });

  it('of another network are not there', async () => {
    const { body } = await side.open(instrument, { audience: { kind: 'open' } });
    const elsewhere = await side.side.tokenFor({ network: 'elsewhere', roles: ['admin'] });
    expect((await get(`/surveys/${body.id}`, elsewhere)).problem.code).toBe('not-found');
    expect((await get(`/surveys/${body.id}/results`, elsewhere)).problem.code).toBe('not-found');
    const closing = await post(`/surveys/${body.id}/closing`, { as: elsewhere, ifMatch: 1 });
    expect(closing.problem.code).toBe('not-found');
    const form = await call(side.api.url, 'GET', `/surveys/${body.id}/form`, {
      headers: { 'skein-network': 'elsewhere' },
    });
    expect(form.problem.code).toBe('not-found');
  });

  it('are closed once, from the version that was read', async () => {
    const { body } = await side.open(instrument, { audience: { kind: 'open' } });
    const closing = (request: object) => post<Survey>(`/surveys/${body.id}/closing`, request);
    expect((await closing({})).problem.code).toBe('if-match-required');
    expect((await closing({ ifMatch: 9 })).problem.code).toBe('stale-edit');
    const closed = await closing({ ifMatch: 1 });
    expect(closed.body).toMatchObject({ status: 'closed', version: 2 });
    expect((await closing({ ifMatch: 2 })).problem.code).toBe('closed');
    expect((await post(`/surveys/${body.id}/links`, { body: { people } })).problem.code).toBe('closed');
    expect((await eventsOf(body.id)).at(-1)).toMatchObject({
      type: surveysContract.events.surveyClosed.type,
    });
  });

  it('close themselves when their time is up', async () => {
    const closesAt = new Date(Date.now() + 300).toISOString();
    const { body } = await side.open(instrument, { audience: { kind: 'open' }, closesAt });
    await until('the event of its closing', async () => (await eventsOf(body.id)).length === 2);
    const read = await get<Survey>(`/surveys/${body.id}`);
    expect(read.body).toMatchObject({ status: 'closed', version: 2 });
  });
});

describe('personal links', () => {
  it('are for those of the audience, one each, and lead to the form', async () => {
    const audience = { kind: 'people', people: people.slice(0, 2) };
    const { body } = await side.open(instrument, { audience });
    const links = await side.linksFor(body.id, audience.people);
    expect(links.map(({ person }) => person).toSorted()).toEqual(audience.people.toSorted());
    expect(links[0]?.url).toContain(`/answer/${body.id}?token=`);
    const stranger = await post(`/surveys/${body.id}/links`, { body: { people: [people[0], people[2]] } });
    expect(stranger.problem).toMatchObject({
      code: 'unknown-reference',
      errors: [{ pointer: '#/people/1' }],
    });
  });

  it('are given to the letters that ask for them', async () => {
    const { SKEIN_PREFIX = '' } = side.environment;
    const audience = { kind: 'people', people: people.slice(0, 2) };
    const { body } = await side.open(instrument, { audience });
    const question = { network: 'testing', survey: body.id, people, reminder: false };
    const answer = await ask(side.side.nats, SKEIN_PREFIX, remindersContract.questions.letters, question);
    expect(answer?.letters.map(({ person }) => person).toSorted()).toEqual(audience.people.toSorted());
    const elsewhere = { ...question, network: 'elsewhere' };
    expect(
      (await ask(side.side.nats, SKEIN_PREFIX, remindersContract.questions.letters, elsewhere))?.letters,
    ).toEqual([]);
  });
});

describe('the digest', () => {
  it('is told of surveys that are open to all or to a community, and of no others', async () => {
    const { SKEIN_PREFIX = '' } = side.environment;
    const titled = (title: string, audience: object) => side.open(instrument, { title, audience });
    await titled('For all', { kind: 'open' });
    await titled('For us', { kind: 'community', community });
    await titled('For one', { kind: 'people', people: people.slice(0, 1) });
    const over = await titled('Over', { kind: 'open' });
    await post(`/surveys/${over.body.id}/closing`, { ifMatch: 1 });
    const question = { network: 'testing', from: '2020-01-01T00:00:00Z', until: '2999-01-01T00:00:00Z' };
    const answer = await ask(side.side.nats, SKEIN_PREFIX, digestsContract.questions.section, question);
    const items = answer?.sections[0]?.items ?? [];
    const found = (title: string) => items.find((item) => item.title === title);
    expect(found('For all')?.link).toContain('/answer/');
    expect(found('For all')).not.toHaveProperty('community');
    expect(found('For us')?.community).toBe(community);
    expect([found('For one'), found('Over')]).toEqual([undefined, undefined]);
  });
});
