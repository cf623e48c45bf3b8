import {
  type Decision,
  type LearningCase,
  type Meeting,
  type Tension,
  type TensionProcessing,
  tensionsContract,
  type Workstream,
} from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, planFor, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const told = (rest: object = {}) => ({
  community: net.community,
  title: 'Nobody finds the notes',
  wouldHelp: 'One place for them.',
  ...rest,
});

const raise = async (rest: object = {}, as = net.tokens.ben): Promise<Tension> => {
  const raised = await net.api<Tension>('POST', '/tensions', { as, body: told(rest) });
  expect(raised.status).toBe(201);
  return raised.body;
};

const process = ({ id, version }: Tension, body: object, as = net.tokens.ada) =>
  net.api<Tension>('POST', `/tensions/${id}/outcome`, { as, ifMatch: version, body });

const plan = async (community = net.community): Promise<Meeting> => {
  const as = net.tokens.admin;
  return (await net.api<Meeting>('POST', '/meetings', { as, body: planFor(community) })).body;
};

const workstreams = async (): Promise<Workstream[]> => {
  const path = `/workstreams?community=${net.community}&limit=200`;
  return (await net.api<{ items: Workstream[] }>('GET', path, { as: net.tokens.ben })).body.items;
};

describe('a tension', () => {
  it('comes by mail too, once however often its letter comes, from who belongs', async () => {
    const { people, community, side, environment } = net;
    await side.enter(people.ben, community);
    const known = net.db.collection<{ _id: string }>('known_memberships');
    await until('ben belongs', () => known.findOne({ _id: `${people.ben}.${community}` }));
    const said = { network: 'testing', community, title: 'No tea', wouldHelp: 'A kettle.', letter: 'hash' };
    const send = async (person: string) => {
      const { raiseByMail } = tensionsContract.questions;
      return (await ask(side.nats, environment.SKEIN_PREFIX ?? '', raiseByMail, { ...said, person }))
        ?.outcome;
    };
    expect(await send(people.dot)).toBe('not-theirs');
    expect(await send(people.ben)).toBe('raised');
    expect(await send(people.ben)).toBe('raised-before');
    const path = `/tensions?community=${community}&raisedBy=${people.ben}`;
    const { items } = (await net.api<{ items: Tension[] }>('GET', path, { as: net.tokens.ada })).body;
    expect(items).toMatchObject([{ title: 'No tea', wouldHelp: 'A kettle.', status: 'open' }]);
    expect(items[0]).not.toHaveProperty('letter');
  });

  it('is raised by a member at any time, and stands among the open ones in the order of raising', async () => {
    const first = await raise();
    const second = await raise({ title: 'The call is too early' }, net.tokens.ada);
    expect(first).toMatchObject({ status: 'open', version: 1, raisedBy: net.people.ben });
    const path = `/tensions?community=${net.community}&limit=200`;
    const list = async (query: string): Promise<string[]> =>
      (await net.api<{ items: Tension[] }>('GET', path + query, { as: net.tokens.ben })).body.items.map(
        ({ id }) => id,
      );
    const ids = await list('&status=open');
    expect(ids.indexOf(first.id)).toBeLessThan(ids.indexOf(second.id));
    expect(ids).toContain(second.id);
    expect((await list('&order=last'))[0]).toBe(second.id);
    const own = await list(`&raisedBy=${net.people.ben}`);
    expect(own).toContain(first.id);
    expect(own).not.toContain(second.id);
  });

  it('is written down for somebody else by those who run the community alone', async () => {
    const { ada, ben } = net.people;
    expect(await raise({ raisedBy: ben }, net.tokens.ada)).toMatchObject({
      raisedBy: ben,
      history: [{ by: ada, did: 'raised' }],
    });
    const post = (body: object, as: string) => net.api('POST', '/tensions', { as, body });
    expect((await post(told({ raisedBy: ada }), net.tokens.ben)).problem.code).toBe('forbidden');
    expect((await post(told({ raisedBy: newId() }), net.tokens.ada)).problem).toMatchObject({
      status: 422,
      errors: [{ pointer: '#/raisedBy' }],
    });
  });

  it('becomes a new step, asked of somebody, in a piece of work that begins with it', async () => {
    const tension = await raise({ title: 'Who keeps the minutes?' });
    const meeting = await plan();
    const { body } = await process(tension, {
      kind: 'step',
      meeting: meeting.id,
      word: 'Ben looks into it.',
      step: { title: 'Propose a place', owners: [net.people.ben], due: '2026-12-20' },
    });
    expect(body).toMatchObject({
      status: 'processed',
      version: 2,
      outcome: { kind: 'step' },
      meeting: meeting.id,
    });
    const begun = (await workstreams()).find(({ title }) => title === tension.title);
    expect(begun?.steps).toMatchObject([
      {
        ...{ id: body.outcome?.id, title: 'Propose a place', owners: [net.people.ben] },
        ...{ status: 'proposed', due: '2026-12-20', meeting: meeting.id },
      },
    ]);
    const read = await net.api<Tension>('GET', `/tensions/${tension.id}`, { as: net.tokens.ben });
    expect(read.body.history).toMatchObject([
      { by: net.people.ben, did: 'raised' },
      { by: net.people.ada, did: 'processed', word: 'Ben looks into it.', outcome: body.outcome },
    ]);
  });

  it('becomes a decision, a case or a step that there is, or is no longer one', async () => {
    const decided = await process(await raise(), {
      kind: 'decision',
      decision: { what: 'Notes stand on the page', agreedBy: [net.people.ada], reviewOn: '2099-01-01' },
    });
    const decision = await net.api<Decision>('GET', `/decisions/${decided.body.outcome?.id}`, {
      as: net.tokens.ben,
    });
    expect(decision.body).toMatchObject({ what: 'Notes stand on the page', status: 'standing' });
    const again = await process(await raise(), { kind: 'decision', id: decision.body.id });
    expect(again.body.outcome).toEqual({ kind: 'decision', id: decision.body.id });
    const meeting = await plan();
    const brought = { title: 'A case', situation: 'It happened.', broughtBy: net.people.ben };
    const raised = await net.api<LearningCase>('POST', `/meetings/${meeting.id}/learning-cases`, {
      as: net.tokens.ben,
      body: brought,
    });
    const cased = await process(await raise(), { kind: 'case', id: raised.body.id });
    expect(cased.body).toMatchObject({ status: 'processed', outcome: { kind: 'case', id: raised.body.id } });
    const gone = await process(await raise(), { kind: 'none', word: 'It was settled since.' });
    expect(gone.body).toMatchObject({ status: 'dropped', outcome: { kind: 'none' } });
  });

  it('is withdrawn by who raised it and by nobody else, and opened again', async () => {
    const { id } = await raise();
    const path = `/tensions/${id}`;
    for (const as of [net.tokens.ada, net.tokens.admin]) {
      const refused = await net.api('POST', `${path}/withdrawal`, { as, ifMatch: 1, body: {} });
      expect(refused.problem.code).toBe('forbidden');
    }
    const as = net.tokens.ben;
    const withdrawn = await net.api<Tension>('POST', `${path}/withdrawal`, { as, ifMatch: 1, body: {} });
    expect(withdrawn.body).toMatchObject({ status: 'dropped', version: 2 });
    const late = await net.api('PATCH', path, { as, ifMatch: 2, body: { title: 'Other' } });
    expect(late.problem).toMatchObject({ status: 409, code: 'closed' });
    const open = await net.api<Tension>('POST', `${path}/reopening`, { as, ifMatch: 2, body: {} });
    expect(open.body).toMatchObject({ status: 'open', version: 3 });
    const twice = await net.api('POST', `${path}/reopening`, { as, ifMatch: 3, body: {} });
    expect(twice.problem).toMatchObject({ status: 409, code: 'conflict' });
  });

  it('is said otherwise by who raised it, or by those who run the community', async () => {
    const { id } = await raise();
    const edit = (as: string, ifMatch: number, body: object) =>
      net.api<Tension>('PATCH', `/tensions/${id}`, { as, ifMatch, body });
    expect((await edit(net.tokens.ben, 1, { wouldHelp: 'A page.' })).body).toMatchObject({
      wouldHelp: 'A page.',
      version: 2,
    });
    expect((await edit(net.tokens.ada, 2, { title: 'Notes' })).body.version).toBe(3);
    expect((await edit(net.tokens.ada, 2, { title: 'Old' })).problem.code).toBe('stale-edit');
    expect((await edit(net.tokens.dot, 3, { title: 'Mine' })).problem.code).toBe('forbidden');
  });

  it('is dealt with once, by those who run the community alone', async () => {
    const tension = await raise();
    for (const as of [net.tokens.ben, net.tokens.dot])
      expect((await process(tension, { kind: 'none' }, as)).problem.code).toBe('forbidden');
    expect((await process(tension, { kind: 'none' })).status).toBe(200);
    expect((await process(tension, { kind: 'none' })).problem.code).toBe('stale-edit');
    const closed = await process({ ...tension, version: 2 }, { kind: 'step', step: { title: 'Late' } });
    expect(closed.problem).toMatchObject({ status: 409, code: 'closed' });
    expect(JSON.stringify(await workstreams())).not.toContain('Late');
  });

  it('names what is wrong with what it is to become', async () => {
    const tension = await raise();
    const foreign = await plan(net.neighbour);
    const wrong: [object | TensionProcessing, number, string][] = [
      [{ kind: 'step', step: { title: '' } }, 400, '#/step/title'],
      [{ kind: 'step' }, 400, '#/step'],
      [{ kind: 'step', id: newId(), step: { title: 'Both' } }, 400, '#/step'],
      [{ kind: 'step', id: newId() }, 422, '#/id'],
      [{ kind: 'step', step: { title: 'Ask', owners: [newId()] } }, 422, '#/step/owners/0'],
      [{ kind: 'step', step: { title: 'Ask', workstream: newId() } }, 422, '#/step/workstream'],
      [{ kind: 'decision', decision: { what: 'Now', reviewOn: '2019-01-01' } }, 400, '#/decision/reviewOn'],
      [{ kind: 'case', id: newId() }, 422, '#/id'],
      [{ kind: 'none', meeting: foreign.id }, 422, '#/meeting'],
      [{ kind: 'song' }, 400, '#/kind'],
    ];
    for (const [body, status, pointer] of wrong) {
      const { problem } = await process(tension, body);
      expect({ body, ...problem }).toMatchObject({ body, status, errors: [{ pointer }] });
    }
    expect(JSON.stringify(await workstreams())).not.toContain('Both');
  });

  it('is raised once for an Idempotency-Key, with a title, in a community that there is', async () => {
    const as = net.tokens.ben;
    const request = { as, key: newId(), body: told() };
    const first = await net.api<Tension>('POST', '/tensions', request);
    expect((await net.api<Tension>('POST', '/tensions', request)).body).toEqual(first.body);
    const untitled = await net.api('POST', '/tensions', { as, body: told({ title: ' ' }) });
    expect(untitled.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/title' }] });
    const meeting = (await plan(net.neighbour)).id;
    const elsewhere = await net.api('POST', '/tensions', { as, body: told({ meeting }) });
    expect(elsewhere.problem).toMatchObject({ status: 422, errors: [{ pointer: '#/meeting' }] });
    const body = told({ community: newId() });
    expect((await net.api('POST', '/tensions', { as: net.tokens.admin, body })).problem).toMatchObject({
      status: 422,
      errors: [{ pointer: '#/community' }],
    });
  });

  it('is for those who belong to the community, and not there for another network', async () => {
    const { id } = await raise();
    for (const as of [net.tokens.cy, net.tokens.dot]) {
      expect((await net.api('POST', '/tensions', { as, body: told() })).problem.code).toBe('forbidden');
      expect((await net.api('GET', `/tensions/${id}`, { as })).problem.code).toBe('forbidden');
      const listed = await net.api('GET', `/tensions?community=${net.community}`, { as });
      expect(listed.problem.code).toBe('forbidden');
    }
    const { foreigner: as } = net.tokens;
    expect((await net.api('GET', `/tensions/${id}`, { as })).problem.code).toBe('not-found');
    const listed = await net.api<{ items: [] }>('GET', `/tensions?community=${net.community}`, { as });
    expect(listed.body.items).toEqual([]);
  });
});
