import {
  type ConsentText,
  consentText,
  lettersContract,
  type Preferences,
  questionSubject,
} from '@skein/contracts';
import { signLink } from '@skein/service-kit';
import { call, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
beforeAll(async () => {
  net = await startNetwork();
});
afterAll(() => net.stop());

const version = consentText.version;

/** Stands in for notification: takes letters, and gives the links in them. */
const takeLetters = () => {
  const links: string[] = [];
  const subject = questionSubject(net.environment.SKEIN_PREFIX ?? '', '*', lettersContract.questions.sendNow);
  const subscription = net.service.context.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      links.push(lettersContract.questions.sendNow.question.parse(message.json()).link);
      message.respond(JSON.stringify({ answer: { outcome: 'sent' } }));
    },
  });
  return { links, stop: () => subscription.unsubscribe() };
};
const tokenIn = (link = ''): string => link.split('#token=')[1] ?? '';

describe('the wordings', () => {
  it('begin with the built-in one, are published by hosts, and never change', async () => {
    const other = await startNetwork();
    const seeded = await other.db
      .collection<{ _id: string }>('consent_texts')
      .findOne({ _id: `testing:${version}` });
    expect(seeded).toMatchObject({ version, purposes: consentText.purposes });
    const body = {
      version: '2027-01',
      purposes: { ...consentText.purposes, digest: 'Write to me monthly.' },
    };
    expect((await other.post<ConsentText>('/consent-texts', body)).body).toMatchObject({ current: true });
    expect((await other.post('/consent-texts', body)).problem.code).toBe('already-exists');
    expect((await other.post('/consent-texts', { ...body, version })).problem.code).toBe('already-exists');
    const { items } = (await call<{ items: ConsentText[] }>(other.url, 'GET', '/consent-texts')).body;
    expect(items.map((text) => [text.version, text.current])).toEqual([
      ['2027-01', true],
      [version, false],
    ]);
    const [person = ''] = await other.takeIn(1, ['digest']);
    expect(await other.ledgerOf(person)).toMatchObject([{ textVersion: '2027-01', basis: 'consent' }]);
    const as = await tokenFor(other.service, { person });
    const old = { purpose: 'digest', given: true, textVersion: version };
    const refused = await other.post(`/people/${person}/consents`, old, as);
    expect(refused.problem).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '#/textVersion' }],
    });
    await other.stop();
  });

  it('are published for every purpose or not at all, and by hosts alone', async () => {
    const { digest: _, ...rest } = consentText.purposes;
    const gap = await net.post('/consent-texts', { version: 'x', purposes: rest });
    expect(gap.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/purposes/digest' }] });
    const as = await tokenFor(net.service, { roles: ['steering'] });
    const whole = { version: 'x', purposes: consentText.purposes };
    expect((await net.post('/consent-texts', whole, as)).problem.code).toBe('forbidden');
    expect((await call(net.url, 'POST', '/consent-texts', { body: whole })).problem.code).toBe(
      'unauthenticated',
    );
  });
});

describe('the ledger', () => {
  it('names the basis, and shows since when each purpose holds or is withdrawn', async () => {
    const [person = ''] = await net.takeIn(1, ['digest']);
    const path = `/people/${person}/consents`;
    const basis = 'legitimate-interest';
    const recorded = await net.post(path, {
      purpose: 'event-news',
      given: true,
      textVersion: version,
      basis,
    });
    expect(recorded.body).toMatchObject({ basis, given: true });
    const self = await tokenFor(net.service, { person });
    await net.post(path, { purpose: 'digest', given: false, textVersion: version }, self);
    type Ledger = { items: object[]; current: { purpose: string; withdrawnAt?: string }[] };
    const { body } = await call<Ledger>(net.url, 'GET', path, { as: self });
    expect(body.items).toMatchObject([{ basis: 'consent' }, { basis }, { basis: 'consent', given: false }]);
    expect(body.current).toMatchObject([
      { purpose: 'digest', given: false, withdrawnAt: expect.any(String), givenAt: expect.any(String) },
      { purpose: 'event-news', given: true, basis },
      { purpose: 'directory-listing', given: false },
      { purpose: 'research-contact', given: false },
    ]);
    const claim = { purpose: 'digest', given: true, textVersion: version, basis: 'contract' };
    expect((await net.post(path, claim, self)).problem.code).toBe('forbidden');
    expect(await net.ledgerOf(person)).toHaveLength(3);
  });
});

describe('the preference page', () => {
  it('sets each purpose on its own, without signing in', async () => {
    const [person = ''] = await net.takeIn(1, ['digest']);
    const token = await net.preferenceToken(person);
    const before = await net.preferences(token);
    expect(before.purposes.map(({ purpose, given }) => [purpose, given])).toEqual([
      ['digest', true],
      ['event-news', false],
      ['directory-listing', false],
      ['research-contact', false],
    ]);
    const choices = [
      { purpose: 'digest', given: false },
      { purpose: 'event-news', given: true },
      { purpose: 'research-contact', given: false },
    ];
    const path = `/preferences?token=${token}`;
    const set = await call(net.url, 'POST', path, { body: { textVersion: version, choices } });
    expect(set.status).toBe(200);
    await call(net.url, 'POST', path, { body: { textVersion: version, choices } });
    expect(await net.ledgerOf(person)).toMatchObject([
      { purpose: 'digest', given: true, channel: 'import' },
      { purpose: 'digest', given: false, channel: 'preference-page' },
      { purpose: 'event-news', given: true, channel: 'preference-page' },
    ]);
  });

  it.each([
    ['nothing named', { choices: [] }, '#/choices'],
    ['no wording named', { textVersion: undefined }, '#/textVersion'],
    ['a wording that is not today’s', { textVersion: 'x' }, '#/textVersion'],
    ['all at once', { choices: 'all' }, '#/choices'],
    ['an unknown purpose', { choices: [{ purpose: 'everything', given: true }] }, '#/choices/0/purpose'],
    ['a purpose without its answer', { choices: [{ purpose: 'digest' }] }, '#/choices/0/given'],
  ])('changes nothing with %s', async (_what, over, pointer) => {
    const [person = ''] = await net.takeIn(1, []);
    const body = { textVersion: version, choices: [{ purpose: 'digest', given: true }], ...over };
    const path = `/preferences?token=${await net.preferenceToken(person)}`;
    const { problem } = await call(net.url, 'POST', path, { body });
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer }] });
    expect(await net.ledgerOf(person)).toEqual([]);
  });

  it('stops everything in one step', async () => {
    const [person = ''] = await net.takeIn(1, ['digest', 'event-news', 'research-contact']);
    const path = `/preferences/stop?token=${await net.preferenceToken(person)}`;
    const stopped = await call<{ purposes: { given: boolean }[] }>(net.url, 'POST', path);
    expect(stopped.body.purposes.some(({ given }) => given)).toBe(false);
    await call(net.url, 'POST', path);
    const withdrawals = (await net.ledgerOf(person)).filter(({ given }) => !given);
    expect(withdrawals).toHaveLength(3);
    expect(new Set(withdrawals.map(({ at }) => at.getTime())).size).toBe(1);
  });

  it('opens without a letter for who is signed in, and for nobody else', async () => {
    const [person = ''] = await net.takeIn(1, ['digest']);
    const as = await tokenFor(net.service, { person });
    const given = async () => {
      const { body } = await call<Preferences>(net.url, 'GET', '/preferences', { as });
      return body.purposes.filter((one) => one.given).map(({ purpose }) => purpose);
    };
    expect(await given()).toEqual(['digest']);
    const body = { textVersion: version, choices: [{ purpose: 'event-news', given: true }] };
    expect((await call(net.url, 'POST', '/preferences', { as, body })).status).toBe(200);
    expect(await given()).toEqual(['digest', 'event-news']);
    expect((await call(net.url, 'POST', '/preferences/stop', { as })).status).toBe(200);
    expect(await given()).toEqual([]);
    expect((await call(net.url, 'GET', '/preferences')).problem).toMatchObject({
      status: 401,
      detail: 'Open this from a letter, or sign in.',
    });
  });

  it('opens with its own link alone', async () => {
    const [person = ''] = await net.takeIn(1, ['digest']);
    const key = net.service.context.signingKey;
    const soon = new Date(Date.now() + 60_000);
    const codeFor = async (token: string) =>
      (await call(net.url, 'GET', `/preferences?token=${token}`)).problem.code;
    expect(await codeFor(await net.preferenceToken(person, new Date(Date.now() - 1000)))).toBe(
      'expired-token',
    );
    expect(await codeFor(await net.preferenceToken(person, soon, 'another'))).toBe('invalid-token');
    expect(await codeFor((await net.preferenceToken(person)).slice(0, -4))).toBe('invalid-token');
    const other = await signLink(
      key,
      'unsubscribe',
      { net: 'testing', sub: person, purpose: 'digest' },
      soon,
    );
    expect(await codeFor(other)).toBe('invalid-token');
    const session = await tokenFor(net.service, { person });
    expect(await codeFor(session)).toBe('invalid-token');
    expect(await codeFor('')).toBe('invalid-token');
  });
});

describe('the wish to be forgotten', () => {
  it('is recorded, confirmed by a second letter, and carried out', async () => {
    const letters = takeLetters();
    const [person = ''] = await net.takeIn(1, ['digest']);
    const token = await net.preferenceToken(person);
    const path = `/preferences/erasure?token=${token}`;
    expect((await call(net.url, 'POST', path)).body).toEqual({ status: 'letter-sent' });
    expect((await call(net.url, 'POST', path)).status).toBe(202);
    expect(await net.erasureOf(person)).toMatchObject({ status: 'unconfirmed', version: 2 });
    expect((await net.preferences(token)).erasure).toBe('unconfirmed');
    const wrong = await net.post('/erasure-requests/confirmations', { token });
    expect(wrong.problem.code).toBe('invalid-token');
    const body = { token: tokenIn(letters.links.at(-1)) };
    const confirmed = await call(net.url, 'POST', '/erasure-requests/confirmations', { body });
    expect(confirmed.body).toMatchObject({ status: 'confirmed' });
    // Carried out at once: the person is gone, and the request runs until every service has told what it erased.
    await until('it to begin', async () => (await net.erasureOf(person))?.status === 'running');
    const again = await call(net.url, 'POST', '/erasure-requests/confirmations', { body });
    expect(again.body).toMatchObject({ status: 'running' });
    expect(await net.erasureOf(person)).toMatchObject({ reason: 'asked', version: 4 });
    expect((await call(net.url, 'POST', path)).problem.code).toBe('not-found');
    type List = { items: { person: string }[] };
    const list = await call<List>(net.url, 'GET', '/erasure-requests?status=running', { as: net.admin });
    expect(list.body.items.map((item) => item.person)).toContain(person);
    for (const roles of [[], ['steering' as const]]) {
      const as = await tokenFor(net.service, { roles });
      expect((await call(net.url, 'GET', '/erasure-requests', { as })).problem.code).toBe('forbidden');
    }
    letters.stop();
  });

  it('says so where the letter could not go', async () => {
    const [person = ''] = await net.takeIn(1, []);
    const path = `/preferences/erasure?token=${await net.preferenceToken(person)}`;
    expect((await call(net.url, 'POST', path)).problem.code).toBe('unavailable');
  });
});

it('someone who stopped everything and left comes back by registering, with lines of their own', async () => {
  const letters = takeLetters();
  const [left, joined] = [await net.found(), await net.found()];
  const [person = ''] = await net.takeIn(1, ['digest'], [left]);
  const self = await tokenFor(net.service, { person });
  await call(net.url, 'DELETE', `/communities/${left}/members/${person}`, { as: self });
  await call(net.url, 'POST', `/preferences/stop?token=${await net.preferenceToken(person)}`);
  const row = await net.db.collection<{ _id: string; email: string }>('people').findOne({ _id: person });
  const email = row?.email;
  const asking = { name: 'Wilhelmina', email, community: joined, consents: ['digest'] };
  expect((await call(net.url, 'POST', '/join-requests', { body: asking })).status).toBe(202);
  const body = { token: tokenIn(letters.links.at(-1)) };
  const { id } = (await call<{ id: string }>(net.url, 'POST', '/join-requests/confirmations', { body })).body;
  const accept = { as: net.admin, ifMatch: 2 };
  expect((await call(net.url, 'POST', `/join-requests/${id}/acceptance`, accept)).status).toBe(200);
  expect(await net.ledgerOf(person)).toMatchObject([
    { given: true, channel: 'import' },
    { given: false, channel: 'preference-page' },
    { given: true, channel: 'join-form', textVersion: version, basis: 'consent' },
  ]);
  const back = await call(net.url, 'POST', `/communities/${left}/members`, { as: self, body: { person } });
  expect(back.status).toBe(201);
  await until('every event is published', async () => {
    const waiting = await net.db.collection('outbox').countDocuments({ published: null });
    return waiting === 0;
  });
  letters.stop();
});
