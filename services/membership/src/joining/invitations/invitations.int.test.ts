import { type Community, consentText, type Invitation, type InvitationSeen } from '@skein/contracts';
import { newId, signLink } from '@skein/service-kit';
import { call, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { catchLetters } from '../../testing/letters.ts';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let mail: ReturnType<typeof catchLetters>;
beforeAll(async () => {
  net = await startNetwork();
  mail = catchLetters(net);
});
afterEach(() => net.letPass(0));
afterAll(async () => {
  mail.stop();
  await net.stop();
});

const address = () => `${newId()}@example.org`;
const invite = (community: string, over: object, as = net.admin) =>
  net.post<Invitation>('/invitations', { community, ...over }, as);
const change = (id: string, what: string, ifMatch: number, body?: object) =>
  call<Invitation>(net.url, 'POST', `/invitations/${id}/${what}`, {
    as: net.admin,
    ifMatch,
    ...(body && { body }),
  });
const list = async (community: string, status = '') =>
  (
    await call<{ items: Invitation[] }>(net.url, 'GET', `/invitations?community=${community}${status}`, {
      as: net.admin,
    })
  ).body.items;
const see = (token: string) => call<InvitationSeen>(net.url, 'GET', `/invitation-answers?token=${token}`);
const accept = (token: string, body: object = {}) =>
  call<{ person: string; community: string }>(
    net.url,
    'POST',
    `/invitation-answers/acceptance?token=${token}`,
    {
      body,
    },
  );
const decline = (token: string) => call(net.url, 'POST', `/invitation-answers/refusal?token=${token}`);
const close = (community: string) =>
  call<Community>(net.url, 'PATCH', `/communities/${community}`, {
    as: net.admin,
    ifMatch: 1,
    body: { status: 'closed' },
  });
const addressOf = async (person: string): Promise<string> => {
  const row = await net.db.collection<{ _id: string; email: string }>('people').findOne({ _id: person });
  return row?.email ?? '';
};
const roleOf = async (person: string, community: string) =>
  (await net.db.collection('memberships').findOne({ _id: `${person}.${community}` as never }))?.role;

describe('an invitation of somebody new', () => {
  it('goes out as a letter, and is accepted with a name and just the consents that were ticked', async () => {
    const community = await net.found();
    const email = address();
    const sent = await invite(community, { email, role: 'core', message: 'Do come' });
    expect(sent).toMatchObject({ status: 201, body: { status: 'open', version: 1, letter: 'due', email } });
    const token = await mail.tokenTo(email);
    const seen = (await see(token)).body;
    expect(seen).toMatchObject({ status: 'open', newcomer: true, role: 'core', message: 'Do come' });
    expect(seen.purposes.map(({ purpose }) => purpose)).toContain('digest');
    const nameless = await accept(token);
    expect(nameless.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/name' }] });
    const worded = await accept(token, { name: 'Cy', consents: ['digest'], textVersion: 'never shown' });
    expect(worded.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/textVersion' }] });
    expect(await net.db.collection('people').countDocuments({ email })).toBe(0);
    const { textVersion } = seen;
    const accepted = await accept(token, { name: 'Cy', consents: ['digest', 'digest'], textVersion });
    expect(accepted.status).toBe(200);
    const { person } = accepted.body;
    expect(await roleOf(person, community)).toBe('core');
    expect(await net.ledgerOf(person)).toMatchObject([
      { purpose: 'digest', given: true, textVersion: consentText.version, channel: 'join-form' },
    ]);
    expect(await net.db.collection('people').findOne({ email })).toMatchObject({ name: 'Cy', roles: [] });
    expect((await accept(token)).body).toEqual(accepted.body);
    const [row] = await list(community);
    expect(row).toMatchObject({ status: 'accepted', person });
    expect(row).not.toHaveProperty('email');
  });

  it('is declined by the link, and nothing of the address is kept', async () => {
    const community = await net.found();
    const email = address();
    await invite(community, { email });
    const token = await mail.tokenTo(email);
    expect((await decline(token)).status).toBe(204);
    expect((await decline(token)).status).toBe(204);
    expect((await accept(token, { name: 'Cy' })).problem.code).toBe('conflict');
    expect(await list(community, '&status=declined')).toHaveLength(1);
    expect(
      JSON.stringify(await net.db.collection('invitations').find({ community }).toArray()),
    ).not.toContain(email);
    const events = await net.db
      .collection('outbox')
      .find({ 'envelope.type': /invitation/ })
      .toArray();
    expect(JSON.stringify(events)).not.toContain('@example.org');
  });
});

describe('an invitation of a member', () => {
  it('by their id or address puts them into the community, and asks nothing else', async () => {
    const community = await net.found();
    const [one = '', other = ''] = await net.takeIn(2, []);
    const email = await addressOf(other);
    expect((await invite(community, { person: one })).body).toMatchObject({ person: one });
    // Whose address it is the answer does not tell.
    const byAddress = (await invite(community, { email })).body;
    expect(byAddress).not.toHaveProperty('person');
    const token = await mail.tokenTo(email);
    expect((await see(token)).body.newcomer).toBe(false);
    const meddling = await accept(token, { consents: ['digest'], textVersion: consentText.version });
    expect(meddling.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/consents' }] });
    expect((await accept(token)).body).toEqual({ community, person: other });
    expect(await roleOf(other, community)).toBe('member');
    expect(await net.ledgerOf(other)).toEqual([]);
  });

  it('lets one who belongs to it take the greater role', async () => {
    const community = await net.found();
    const [person = ''] = await net.takeIn(1, [], [community]);
    const email = await addressOf(person);
    expect((await invite(community, { person })).problem).toMatchObject({
      code: 'already-exists',
      errors: [{ pointer: '#/person' }],
    });
    expect((await invite(community, { email, role: 'core' })).status).toBe(201);
    expect((await accept(await mail.tokenTo(email))).status).toBe(200);
    expect(await roleOf(person, community)).toBe('core');
  });
});

describe('an invitation', () => {
  it('that ran out says so, is listed as expired, and works again once renewed', async () => {
    const community = await net.found();
    const email = address();
    const { id } = (await invite(community, { email, days: 3 })).body;
    const token = await mail.tokenTo(email);
    net.letPass(4);
    expect((await see(token)).body.status).toBe('expired');
    const late = await accept(token, { name: 'Cy' });
    expect(late.problem).toMatchObject({ status: 401, code: 'expired-token' });
    expect(late.problem.detail).toContain('renew');
    expect(await list(community, '&status=expired')).toMatchObject([{ id, status: 'expired' }]);
    expect(await list(community, '&status=open')).toEqual([]);
    expect((await change(id, 'renewal', 1, {})).body).toMatchObject({ status: 'open', version: 2 });
    const again = await mail.tokenTo(email, 2);
    expect((await accept(again, { name: 'Cy' })).status).toBe(200);
  });

  it('is withdrawn, and its link then says so', async () => {
    const community = await net.found();
    const email = address();
    const { id } = (await invite(community, { email })).body;
    const token = await mail.tokenTo(email);
    expect((await change(id, 'withdrawal', 7)).problem.code).toBe('stale-edit');
    expect((await change(id, 'withdrawal', 1)).body).toMatchObject({ status: 'withdrawn', version: 2 });
    expect((await accept(token, { name: 'Cy' })).problem).toMatchObject({
      code: 'conflict',
      detail: 'This invitation was withdrawn.',
    });
    expect((await change(id, 'renewal', 2, {})).problem.code).toBe('conflict');
    expect((await invite(community, { email })).status).toBe(201);
  });

  it('waits for the post, and its letter goes out when that works again', async () => {
    const community = await net.found();
    const email = address();
    mail.post.broken = true;
    const { id } = (await invite(community, { email })).body;
    await until('a failed attempt', () =>
      net.db.collection('invitations').findOne({ _id: id as never, letterAttempts: 1, letter: 'due' }),
    );
    mail.post.broken = false;
    net.letPass(1);
    await mail.tokenTo(email);
    await until('it is marked', async () => (await list(community))[0]?.letter === 'sent');
  });

  it('comes once for one address, at most five times a day', async () => {
    const email = address();
    const communities = await Promise.all(Array.from({ length: 6 }, () => net.found()));
    const [first = ''] = communities;
    const statuses: number[] = [];
    for (const community of communities) statuses.push((await invite(community, { email })).status);
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
    const twice = await invite(first, { email });
    expect(twice.problem).toMatchObject({ code: 'already-exists', errors: [{ pointer: '#/email' }] });
    const member = address();
    const both = await Promise.all([invite(first, { email: member }), invite(first, { email: member })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  it('gives by the core group no more than membership', async () => {
    const community = await net.found();
    const as = await tokenFor(net.service, { communities: { [community]: 'core' } });
    const refused = await invite(community, { email: address(), role: 'core' }, as);
    expect(refused.problem).toMatchObject({ code: 'forbidden', errors: [{ pointer: '#/role' }] });
    expect((await invite(community, { email: address() }, as)).status).toBe(201);
  });

  it.each([
    ['neither an address nor a member', {}, 400, '#/email'],
    ['both of them', { email: 'a@example.org', person: newId() }, 400, '#/email'],
    ['no address', { email: 'nobody' }, 400, '#/email'],
    ['an unknown member', { person: newId() }, 422, '#/person'],
    ['an unknown role', { email: 'a@example.org', role: 'queen' }, 400, '#/role'],
    ['too many days', { email: 'a@example.org', days: 900 }, 400, '#/days'],
  ])('is refused with %s', async (_what, over, status, pointer) => {
    const community = await net.found();
    const { problem } = await invite(community, over);
    expect(problem).toMatchObject({ status, errors: [{ pointer }] });
    expect(await list(community)).toEqual([]);
  });

  it('is answered only with a link that was made for it', async () => {
    const { signingKey } = net.service.context;
    const claims = { net: 'testing', sub: newId() };
    const later = new Date(Date.now() + 60_000);
    const other = await signLink(signingKey, 'confirm-joining', claims, later);
    expect((await see(other)).problem.code).toBe('invalid-token');
    expect((await accept('damaged', { name: 'Cy' })).problem.code).toBe('invalid-token');
    const gone = await signLink(signingKey, 'community-invitation', claims, later);
    expect((await decline(gone)).problem.code).toBe('expired-token');
  });
});

describe('closing a community', () => {
  it('ends its invitations and requests to join, and takes no more of either', async () => {
    const community = await net.found();
    const emails = Array.from({ length: 60 }, address);
    const made = await Promise.all(emails.map((email) => invite(community, { email })));
    expect(made.every(({ status }) => status === 201)).toBe(true);
    const token = await mail.tokenTo(emails[0] ?? '');
    const told = {
      name: 'Ben',
      consents: [],
      askedAt: new Date(),
      network: 'testing',
      version: 2,
      community,
    };
    const requests = (['unconfirmed', 'waiting'] as const).map((status) => ({
      ...{ _id: newId(), status, email: address() },
      ...told,
    }));
    await net.db.collection('join_requests').insertMany(requests as never[]);
    expect((await close(community)).body.status).toBe('closed');
    expect((await accept(token, { name: 'Cy' })).problem.code).toBe('conflict');
    await until('all is closed', async () => {
      const open = await net.db.collection('invitations').countDocuments({ community, status: 'open' });
      const asking = await net.db.collection('join_requests').countDocuments({ community });
      const closings = await net.db.collection('community_closings').countDocuments();
      return open + asking + closings === 0;
    });
    expect((await see(token)).body.status).toBe('closed');
    const refused = await invite(community, { email: address() });
    expect(refused.problem).toMatchObject({ code: 'conflict', errors: [{ pointer: '#/community' }] });
    const asking = await net.post('/join-requests', { name: 'Ada', email: address(), community });
    expect(asking.problem).toMatchObject({ code: 'conflict', errors: [{ pointer: '#/community' }] });
    const decided = await net.db.collection('outbox').countDocuments({
      'envelope.type': 'skein.membership.join-request.decided.v1',
      'envelope.data.community': community,
    });
    expect(decided).toBe(1);
  });
});
