import { remindersContract, type Survey, surveysContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { answerAsMembership, eventsAbout, whenPrepared } from '../../testing/audience-side.ts';
import { dumpOf } from '../../testing/dump.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';
import type { InvitationRow } from '../invitations/row.ts';

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

type Opened = Survey & { duplicates?: number[] };

const membership = async (known: Parameters<typeof answerAsMembership>[1]) => {
  const { asked, stop } = await answerAsMembership(side, known);
  onTestFinished(stop);
  return asked;
};
const open = async (asking: object, as = side.admin) => {
  const { body, problem, status } = await side.open(instrument, asking, { as });
  return { body: body as Opened, problem, status };
};
const invitationsOf = (survey: string) =>
  side.db.collection<InvitationRow>('invitations').find({ survey }).toArray();
const invitedIn = async (survey: string) => {
  const members = await eventsAbout(side, survey, surveysContract.events.peopleInvited);
  const strangers = await eventsAbout(side, survey, surveysContract.events.addresseesInvited);
  return {
    members: members.flatMap((data) => data.people),
    strangers: strangers.flatMap((data) => data.people),
    events: [...members, ...strangers],
  };
};
const ids = (count: number) => Array.from({ length: count }, newId);
const email = (name: string) => `${name}-${newId()}@example.org`;
const lettersFor = async (survey: string, those: string[], reminder = false) => {
  const question = { network: 'testing', survey, people: those, reminder };
  const answer = await ask(
    side.side.nats,
    side.environment.SKEIN_PREFIX ?? '',
    remindersContract.questions.letters,
    question,
  );
  return answer?.letters ?? [];
};

describe('an audience by role or query', () => {
  it('is asked of membership, and invited as it is then', async () => {
    const asked = await membership({ people });
    const audience = { kind: 'role', networkRoles: [], communityRoles: ['facilitator'], community };
    const { body, status } = await open({ audience });
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'open', invited: 3, audience, community });
    expect(asked[0]).toMatchObject({ audience, seenFrom: 'hosts' });
    expect((await invitedIn(body.id)).members.toSorted()).toEqual(people.toSorted());
    const query = { kind: 'query', query: { language: 'cy', joinedFrom: '2026-01-01' } };
    expect((await open({ audience: query })).body).toMatchObject({ invited: 3, audience: query });
  });

  it('is of a community for those who run that one, who find by no more than fellows see', async () => {
    const asked = await membership({ people });
    const own = await side.side.tokenFor({ communities: { [community]: 'facilitator' } });
    const within = { kind: 'query', query: { community, interest: 'Falls' } };
    expect((await open({ audience: within }, own)).status).toBe(201);
    expect(asked.at(-1)).toMatchObject({ seenFrom: 'communities' });
    for (const audience of [
      { kind: 'query', query: { interest: 'Falls' } },
      { kind: 'role', communityRoles: ['facilitator'] },
    ]) {
      expect((await open({ audience, community }, own)).problem.code).toBe('forbidden');
      expect((await open({ audience, community })).status).toBe(201);
    }
  });

  it('names what is wrong, and opens nothing', async () => {
    await membership({ people: [] });
    const before = await side.db.collection('surveys').countDocuments();
    const stranger = newId();
    const wrong: [object, string, string][] = [
      [{ kind: 'role' }, 'invalid-request', '#/audience/communityRoles'],
      [{ kind: 'role', communityRoles: ['chief'] }, 'invalid-request', '#/audience/communityRoles/0'],
      [{ kind: 'role', networkRoles: ['admin'], community }, 'invalid-request', '#/audience/networkRoles'],
      [
        { kind: 'role', communityRoles: ['core'], community: stranger },
        'unknown-reference',
        '#/audience/community',
      ],
      [{ kind: 'query', query: {} }, 'invalid-request', '#/audience/query'],
      [{ kind: 'query', query: { colour: 'red' } }, 'invalid-request', '#/audience/query/colour'],
      [{ kind: 'query', query: { language: '!!' } }, 'invalid-request', '#/audience/query/language'],
      [{ kind: 'query', query: { community: stranger } }, 'unknown-reference', '#/audience/query/community'],
      [{ kind: 'query', query: { language: 'cy' } }, 'invalid-request', '#/audience'],
    ];
    for (const [audience, code, pointer] of wrong) {
      const { problem } = await open({ audience });
      expect([problem.code, problem.errors?.[0]?.pointer], JSON.stringify(audience)).toEqual([code, pointer]);
    }
    expect(await side.db.collection('surveys').countDocuments()).toBe(before);
  });

  it('is not opened while membership does not answer', async () => {
    const { problem } = await open({ audience: { kind: 'query', query: { language: 'cy' } } });
    expect(problem.code).toBe('unavailable');
  });

  it('by name can be read and closed while it is written down, and once nobody of it is left', async () => {
    const those = await side.makeCommunity(1_100);
    const read = (id: string) => call<Survey>(side.api.url, 'GET', `/surveys/${id}`, { as: side.admin });
    // Without letters, which would change the survey's version while it is closed.
    const asking = { audience: { kind: 'people', people: those.people }, invite: false };
    const { body } = await open(asking);
    expect(body.status).toBe('preparing');
    const meanwhile = await read(body.id);
    expect(meanwhile.status).toBe(200);
    expect(meanwhile.body.audience.kind).toBe('people');
    const whole = await whenPrepared(side, body.id);
    expect(whole.audience).toMatchObject({ people: { length: 1_100 } });
    await side.db.collection('invitations').deleteMany({ survey: body.id });
    expect((await read(body.id)).body.audience).toEqual({ kind: 'people', people: [] });
    const request = { as: side.admin, ifMatch: whole.version };
    expect((await call(side.api.url, 'POST', `/surveys/${body.id}/closing`, request)).status).toBe(200);
  });

  it('of thousands is written down in the background, each person once, and opens when it is whole', async () => {
    const many = [...ids(2_300), ...people];
    await membership({ people: many });
    const audience = { kind: 'query', query: { joinedFrom: '2020-01-01' } };
    const { body } = await open({ audience, groupBy: 'community' });
    expect(body).toMatchObject({ status: 'preparing', version: 1 });
    const links = await call(side.api.url, 'POST', `/surveys/${body.id}/links`, {
      as: side.admin,
      body: { people: people.slice(0, 1) },
    });
    expect(['conflict', undefined]).toContain(links.problem?.code);
    const opened = await whenPrepared(side, body.id);
    expect(opened).toMatchObject({ status: 'open', invited: 2_303, audience });
    const rows = await invitationsOf(body.id);
    expect(rows.map(({ person }) => person).toSorted()).toEqual(many.toSorted());
    const told = await until('all to be invited', async () => {
      const found = await invitedIn(body.id);
      return found.members.length === 2_303 && found;
    });
    expect(told.members.toSorted()).toEqual(many.toSorted());
    expect(Math.max(...told.events.map((data) => data.people.length))).toBeLessThanOrEqual(500);
    expect(await eventsAbout(side, body.id, surveysContract.events.surveyOpened)).toHaveLength(1);
    const row = await side.db.collection('surveys').findOne({ _id: body.id as never });
    expect(row).toMatchObject({ groups: [{ community, invited: 3 }], kept: [community] });
  });

  it('is given up by who closes it before it is whole', async () => {
    // Nobody answers after the first page.
    const { stop } = await answerAsMembership(side, { people: ids(1_500) });
    const { body } = await open({ audience: { kind: 'query', query: { language: 'cy' } } });
    stop();
    const path = `/surveys/${body.id}/closing`;
    const { body: closed } = await call<Survey>(side.api.url, 'POST', path, {
      as: side.admin,
      ifMatch: body.version,
    });
    expect(closed.status).toBe('closed');
    expect((await invitedIn(body.id)).members).toEqual([]);
    expect(await side.db.collection('survey_keys').findOne({ _id: body.id as never })).toBeNull();
  });
});

describe('a list of addresses', () => {
  it('reaches a member once, and others by a link of their own; no event, stream or reply has an address', async () => {
    const [own, one, two] = [email('own'), email('one'), email('two')];
    const member = people[0] ?? '';
    await membership({ addresses: new Map([[own, member]]) });
    const addresses = [own, one, two.toUpperCase(), one, own].map((address) => ({ email: address }));
    const { body, status } = await open({
      audience: { kind: 'addresses', addresses: addresses.with(1, { email: one, language: 'cy' } as never) },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ invited: 3, audience: { kind: 'addresses' }, duplicates: [3, 4] });
    expect(JSON.stringify(body)).not.toContain('@example.org');
    const { members, strangers } = await invitedIn(body.id);
    expect(members).toEqual([member]);
    expect(strangers).toHaveLength(2);
    const letters = await lettersFor(body.id, strangers);
    expect(letters.map((letter) => letter.email).toSorted()).toEqual([one, two].toSorted());
    const welsh = letters.find((letter) => letter.email === one);
    expect(welsh?.link).toMatch(/&lang=cy$/);
    expect(await lettersFor(body.id, [member])).toMatchObject([{ person: member }]);
    expect((await lettersFor(body.id, [member]))[0]).not.toHaveProperty('email');
    const dump = await dumpOf(side.db, side.side.nats, side.environment.SKEIN_PREFIX ?? '');
    const places = dump.filter(({ text }) => text.includes(one)).map(({ place }) => place);
    expect(places).toEqual(['invited_addresses']);
  });

  it('is bounded for who runs a community alone, by how many letters it takes', async () => {
    await membership({});
    const { community } = await side.makeCommunity(1);
    const as = await side.side.tokenFor({ communities: { [community]: 'facilitator' } });
    const some = (count: number) => ({
      community,
      audience: {
        kind: 'addresses',
        addresses: Array.from({ length: count }, () => ({ email: `${newId()}@example.org` })),
      },
    });
    expect((await open(some(201), as)).problem).toMatchObject({ status: 429, code: 'rate-limited' });
    expect((await open({ ...some(201), invite: false }, as)).status).toBe(201);
    const remindAt = [new Date(Date.now() + 1_800_000).toISOString()];
    expect((await open({ ...some(101), remindAt }, as)).problem.code).toBe('rate-limited');
    expect((await open(some(200), as)).status).toBe(201);
    expect((await open(some(201))).status).toBe(201);
  });

  it('leaves out those who were erased, or asked never to be written to', async () => {
    const [away, other] = [email('away'), email('other')];
    await membership({ away: [away] });
    const { status, body } = await open({
      audience: { kind: 'addresses', addresses: [{ email: away }, { email: other }] },
    });
    expect([status, body.invited]).toEqual([201, 1]);
    const kept = await side.db.collection('invited_addresses').find({ survey: body.id }).toArray();
    expect(kept.map((row) => row.email)).toEqual([other]);
  });

  it('names the addresses that are none', async () => {
    const addresses = [{ email: 'fine@example.org' }, { email: 'not one' }, { email: 'nor@this one' }];
    const { problem } = await open({ audience: { kind: 'addresses', addresses } });
    expect(problem.code).toBe('invalid-request');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual([
      '#/audience/addresses/1/email',
      '#/audience/addresses/2/email',
    ]);
    expect(JSON.stringify(problem)).not.toContain('nor@this');
    const none = await open({ audience: { kind: 'addresses', addresses: [] } });
    expect(none.problem.errors?.[0]?.pointer).toBe('#/audience/addresses');
  });

  it('leaves out for good who wants no letters, and erases their address at once', async () => {
    const [one, two] = [email('one'), email('two')];
    await membership({});
    const audience = { kind: 'addresses', addresses: [{ email: one }, { email: two }] };
    const { body, problem } = await open({ audience });
    expect(problem.detail).toBeUndefined();
    const { strangers } = await invitedIn(body.id);
    expect(strangers).toHaveLength(2);
    const letter = (await lettersFor(body.id, strangers)).find((found) => found.email === one);
    const url = new URL(letter?.oneClick ?? '');
    const stop = (id: string, token: string) =>
      call(side.api.url, 'POST', `/surveys/${id}/silence?token=${token}`, { body: {} });
    const token = url.searchParams.get('token') ?? '';
    expect((await stop(newId(), token)).problem.code).toBe('invalid-token');
    expect((await stop(body.id, 'rubbish')).problem.code).toBe('invalid-token');
    const answering = new URLSearchParams(letter?.link.split('#')[1]).get('token') ?? '';
    expect((await stop(body.id, answering)).problem.code).toBe('invalid-token');
    expect((await stop(body.id, token)).body).toEqual({ silent: true });
    expect((await stop(body.id, token)).body).toEqual({ silent: true });
    expect(await lettersFor(body.id, strangers)).toMatchObject([{ email: two }]);
    const dump = await dumpOf(side.db, side.side.nats, side.environment.SKEIN_PREFIX ?? '');
    expect(dump.filter(({ text }) => text.includes(one))).toEqual([]);
    expect((await open({ audience })).body.invited).toBe(1);
    // Their link still answers.
    expect(await side.db.collection('invitations').countDocuments({ survey: body.id })).toBe(2);
  });

  it('of thousands is put aside, and gone from there once it is written down or given up', async () => {
    const [own, member] = [email('own'), people[1] ?? ''];
    const addresses = [own, ...ids(1_200).map((id) => `${id}@example.org`)].map((one) => ({ email: one }));
    const parts = (survey: string) => side.db.collection('audience_parts').countDocuments({ survey });
    const audience = { kind: 'addresses', addresses };
    const given = await open({ audience });
    expect(given.body.status).toBe('preparing');
    expect(await parts(given.body.id)).toBe(3);
    const path = `/surveys/${given.body.id}/closing`;
    await call(side.api.url, 'POST', path, { as: side.admin, ifMatch: 1 });
    expect(await parts(given.body.id)).toBe(0);

    await membership({ addresses: new Map([[own, member]]) });
    const { body } = await open({ audience });
    expect(await whenPrepared(side, body.id)).toMatchObject({ status: 'open', invited: 1_201 });
    expect(await parts(body.id)).toBe(0);
    await until('all to be invited', async () => {
      const { members, strangers } = await invitedIn(body.id);
      return members.length === 1 && members[0] === member && new Set(strangers).size === 1_200;
    });
  });

  it('is erased some while after the survey has closed', async () => {
    await membership({});
    const audience = { kind: 'addresses', addresses: [{ email: email('one') }] };
    const { body } = await open({ audience });
    const kept = () => side.db.collection('invited_addresses').countDocuments({ survey: body.id });
    const path = `/surveys/${body.id}/closing`;
    await call(side.api.url, 'POST', path, { as: side.admin, ifMatch: body.version });
    expect(await kept()).toBe(1);
    const closedAt = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
    await side.db.collection('surveys').updateOne({ _id: body.id as never }, { $set: { closedAt } });
    await until('the address to be erased', async () => (await kept()) === 0);
  });
});
