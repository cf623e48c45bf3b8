import { consentText, type JoinRequest, lettersContract, questionSubject } from '@skein/contracts';
import { newId, signLink, startService } from '@skein/service-kit';
import { call, ensureSigningKey, type Ground, testEnvironment, tokenFor } from '@skein/service-kit/testing';
import { Binary } from 'mongodb';
import { hashOf, newSecret } from '../access/sessions/secrets.ts';
import { membership } from '../app.ts';
import { uploaded } from '../joining/imports/decide.ts';
import { png } from './pictures.ts';

const later = () => new Date(Date.now() + 600_000);
const network = 'testing';

/** Membership with a community, its neighbour and a member, and the mail answered. */
export const startRightsGround = async () => {
  // Passkeys are for a named host, which the usual address is not.
  const environment: Record<string, string> = {
    ...testEnvironment(),
    SKEIN_PUBLIC_URL: 'http://localhost:8080',
  };
  const service = await startService(membership, environment);
  const { client, db, nats, signingKey } = service.context;
  const prefix = environment.SKEIN_PREFIX ?? '';
  const lettersKey = await ensureSigningKey(
    client.db(`${prefix}_notification`),
    nats,
    prefix,
    'notification',
  );
  const admin = await tokenFor(service, { roles: ['admin'] });
  const mail = nats.connection.subscribe(questionSubject(prefix, '*', lettersContract.questions.sendNow), {
    callback: (_failure, message) => {
      message.respond(JSON.stringify({ answer: { outcome: 'sent' } }));
    },
  });
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const reply = await call<T>(service.url, 'POST', path, { as: admin, body });
    if (reply.status !== 201) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const communityBody = () => ({
    slug: `c-${newId()}`,
    name: 'Reimagining',
    domain: 'Care',
    description: '',
    joining: 'open',
  });
  const found = async () => (await post<{ id: string }>('/communities', communityBody())).id;
  const community = await found();
  const neighbour = await found();
  const email = () => `${newId()}@example.org`;
  const personBody = (over: object = {}) => ({ name: 'Wilhelmina', email: email(), ...over });
  // The walk asks for a member some thousand times: they are taken in many at a time, and each is given out once.
  const waiting = new Map<string, string[]>();
  const takeIn = async (over: object = {}): Promise<string> => {
    const kind = JSON.stringify(over);
    const ready = waiting.get(kind) ?? [];
    waiting.set(kind, ready);
    if (ready.length === 0) {
      const body = { people: Array.from({ length: 40 }, () => personBody(over)) };
      const { people } = await post<{ people: { id: string }[] }>('/people/import', body);
      ready.push(...people.map(({ id }) => id));
    }
    return ready.pop() ?? '';
  };
  const organisation = async () =>
    (await post<{ id: string }>('/organisations', { name: `Trust ${newId()}` })).id;
  const member = () => takeIn({ communities: [{ community, role: 'member' }] });
  const depicted = async () => {
    const id = await member();
    const headers = { 'content-type': 'image/png' };
    await call(service.url, 'PUT', `/people/${id}/photo`, { as: admin, body: png, headers, ifMatch: 1 });
    return id;
  };
  const role = async () => {
    const { id } = await post<{ id: string }>('/roles', { community, name: newId() });
    const person = await member();
    const request = { as: admin, body: { person }, ifMatch: 1 };
    const { status } = await call(service.url, 'POST', `/roles/${id}/holders`, request);
    if (status !== 200) throw new Error(`assigning answered ${status}`);
    return { id, person };
  };
  /** An invitation whose letter is sent already, with nothing left for its loop to do. */
  const invitation = async (): Promise<string> => {
    const _id = newId();
    const row = { _id, network, version: 1, status: 'open', community, role: 'member', email: email() };
    const times = { invitedAt: new Date(), expiresAt: later(), forgetAt: later(), letterDueAt: new Date() };
    const letter = { letter: 'sent', letterAttempts: 1, invitedBy: newId() };
    await db.collection('invitations').insertOne({ ...row, ...times, ...letter } as never);
    return _id;
  };
  const invited = async () =>
    signLink(signingKey, 'community-invitation', { net: network, sub: await invitation() }, later());
  const proposalBody = () => ({ slug: `p-${newId()}`, name: 'Weavers', domain: 'Bridging' });
  const proposal = async (status = 'submitted') => {
    const [_id, proposer] = [newId(), await member()];
    const text = { description: '', why: '', joining: 'open', founders: [], invite: [] };
    const row = { _id, network, version: 1, status, proposer, ...proposalBody(), ...text, history: [] };
    await db.collection('community_proposals').insertOne(row as never);
    return { id: _id, proposer };
  };
  const joinRequest = async (status: JoinRequest['status']): Promise<string> => {
    const _id = newId();
    const row = { _id, network, version: 1, status, community, name: 'Ada', email: email(), consents: [] };
    await db.collection('join_requests').insertOne({ ...row, askedAt: new Date() } as never);
    return _id;
  };
  const openSession = async () => {
    const [_id, secret, person] = [newId(), newSecret(), await member()];
    const opened = { factor: 'link', openedAt: new Date(), usedAt: new Date(), provenAt: new Date() };
    const row = { _id, network, person, current: hashOf(secret), ...opened, expires: later() };
    await db.collection('sessions').insertOne(row as never);
    return { id: _id, person, cookie: `skein_session=${_id}.${secret}` };
  };
  const session = async () => ({ cookie: (await openSession()).cookie });
  const signInLink = async () => {
    const [token, browser, person] = [newSecret(), newSecret(), await member()];
    const row = { _id: hashOf(token), network, person, browser: hashOf(browser), expires: later() };
    await db.collection('sign_in_links').insertOne(row as never);
    return { body: { token }, headers: { cookie: `skein_browser=${browser}` } };
  };
  const consenting = () => takeIn({ consents: ['digest'] });
  const campaignBody = (over: object = {}) => ({
    title: 'Do you still want our letter?',
    text: 'We ask everyone again.',
    purpose: 'digest',
    textVersion: consentText.version,
    audience: { kind: 'agreed' },
    deadline: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    ...over,
  });
  const draft = async () => {
    // The wording shown today: the walk publishes others on its way.
    const texts = await call<{ items: { version: string }[] }>(service.url, 'GET', '/consent-texts');
    const textVersion = texts.body.items[0]?.version;
    return (await post<{ id: string }>('/campaigns', campaignBody({ textVersion }))).id;
  };
  /** A campaign that runs and has asked one person, with nothing left for its loop to do. */
  const asked = async () => {
    const [campaign, person] = [newId(), await consenting()];
    const { deadline: _, ...body } = campaignBody();
    const deadline = new Date(Date.now() + 30 * 86_400_000);
    const running = {
      status: 'running',
      startedAt: new Date(),
      allInvited: true,
      reminders: [],
      reminded: [],
    };
    const row = { _id: campaign, network, version: 2, ...body, ...running, deadline };
    await db.collection('campaigns').insertOne(row as never);
    const invited = { network, campaign, person, purpose: 'digest', deadline, answer: 'silent' };
    await db.collection('campaign_people').insertOne({ _id: `${campaign}.${person}`, ...invited } as never);
    return { campaign, person };
  };
  const answering = async () => {
    const { campaign, person } = await asked();
    return signLink(signingKey, 'campaign-answer', { net: network, sub: person, campaign }, later());
  };
  const preferring = async () =>
    signLink(signingKey, 'preferences', { net: network, sub: await consenting() }, later());
  const wished = async () => {
    const [_id, person] = [newId(), await member()];
    const row = { _id, network, version: 1, person, status: 'unconfirmed', reason: 'asked' };
    const forgetAt = later();
    await db.collection('erasure_requests').insertOne({ ...row, askedAt: new Date(), forgetAt } as never);
    return { id: _id, person };
  };
  /** Somebody whose erasure waits for another host's word. */
  const proposed = async () => {
    const [_id, person] = [newId(), await member()];
    const row = { _id, network, version: 1, person, status: 'proposed', reason: 'asked-in-writing' };
    await db.collection('erasure_requests').insertOne({ ...row, by: newId(), askedAt: new Date() } as never);
    return { id: _id, person };
  };
  const wishing = async () => {
    const { id } = await wished();
    return signLink(signingKey, 'confirm-erasure', { net: network, sub: id }, later());
  };
  const prospectBody = (over: object = {}) => ({ name: 'Ida', source: 'a workshop', ...over });
  /** Somebody of the community who might join, and the member who speaks to them. */
  const prospect = async () => {
    const owner = await member();
    const body = prospectBody({ email: email(), community, owner });
    const { id } = await post<{ id: string }>('/prospects', body);
    return { target: { community, person: owner }, params: { id } };
  };
  /** An import that was checked, with nothing left for its loop to do. */
  const checkedImport = async (good = 0, givesRoles = false): Promise<string> => {
    const table = Buffer.from('name,email\n,ada@one.example\n');
    const file = {
      ...{ _id: newId(), network, by: newId(), format: 'csv' as const },
      ...{ bytes: table.length, digest: '' },
    };
    const read = { read: 1, good, bad: 0, problems: 0, newPeople: 0 };
    const row = { ...uploaded(file, new Date()), state: 'checked' as const, run: newId(), read, givesRoles };
    await db.collection('imports').insertOne(row as never);
    const chunk = { _id: `${row._id}.0`, import: row._id, network, at: 0, data: new Binary(table) };
    await db.collection('import_chunks').insertOne({ ...chunk, forgetAt: later() } as never);
    const problem = { _id: newId(), import: row._id, run: row.run, network, line: 2, place: 0 };
    await db
      .collection('import_problems')
      .insertOne({ ...problem, detail: 'is empty', forgetAt: later() } as never);
    return row._id;
  };
  const rectification = async () => {
    const person = await member();
    const body = { person, what: 'I moved in 2019, not in 2020.' };
    return { id: (await post<{ id: string }>('/rectification-requests', body)).id, person };
  };
  /** Somebody who wants another address, and the token of one of the two letters. */
  const readdressing = async (scope: 'confirm-address' | 'keep-address') => {
    const [_id, person, from] = [newId(), await member(), email()];
    const row = { _id, network, person, from, email: email(), askedAt: new Date(), forgetAt: later() };
    await db.collection('address_changes').insertOne(row as never);
    return signLink(signingKey, scope, { net: network, sub: person }, later(), _id);
  };
  const introduction = async (by = newId()) => {
    const people = [{ person: await member() }, { person: await member() }];
    const asked = { askedAt: new Date(), expiresAt: later() };
    const row = { _id: newId(), network, version: 1, by, community, people, reason: 'Talk.', outcomes: [] };
    await db.collection('introductions').insertOne({ ...row, ...asked, status: 'connected' } as never);
    return { id: row._id, by, person: people[0]?.person ?? '' };
  };
  const introduced = async () => {
    const { id, person } = await introduction();
    const claims = { net: network, sub: person, introduction: id };
    return { id, person, token: await signLink(signingKey, 'introduction', claims, later()) };
  };
  return {
    ...{ introduction, introduced },
    ...{ prospectBody, prospect },
    checkedImport,
    ...{ rectification, readdressing },
    ...{ campaignBody, draft, asked, answering, preferring, wished, proposed, wishing },
    ...{ network, community, neighbour, db, communityBody, personBody, email, takeIn, member },
    ...{ joinRequest, openSession, session, signInLink, organisation, depicted },
    ...{ role, invitation, invited },
    ...{ proposalBody, proposal },
    confirmation: async () => {
      const claims = { net: network, sub: await joinRequest('unconfirmed') };
      return signLink(signingKey, 'confirm-joining', claims, later());
    },
    unsubscribing: async () =>
      signLink(lettersKey, 'unsubscribe', { net: network, sub: await member(), purpose: 'digest' }, later()),
    stoppingLetters: () => signLink(signingKey, 'never-again', { net: network, sub: newId() }, later()),
    urlOf: () => service.url,
    tokenFor: (actor) => tokenFor(service, actor),
    control: async () => {
      const of = (name: string) => db.collection(name).find({ network }).sort({ _id: 1 }).toArray();
      const people = await of('people');
      const rows = await Promise.all(['passkeys', 'address_changes', 'erasure_requests'].map(of));
      return {
        held: Object.fromEntries(people.map(({ _id, email: address }) => [String(_id), address])),
        given: [
          ...people.flatMap(({ _id, roles }) => roles.map((held: string) => `${_id} ${held}`)),
          ...rows
            .flat()
            .flatMap(({ _id, status }) =>
              status === 'unconfirmed' || status === 'proposed' ? [] : [String(_id)],
            ),
        ],
      };
    },
    stop: async () => {
      mail.unsubscribe();
      await service.stop();
    },
  } satisfies Ground & Record<string, unknown>;
};
export type RightsGround = Awaited<ReturnType<typeof startRightsGround>>;
