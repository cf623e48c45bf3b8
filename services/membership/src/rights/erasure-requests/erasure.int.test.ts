import {
  type ErasureReceipt,
  type ErasureRequest,
  erasureContract,
  eventSubject,
  lettersContract,
  mentionsContract,
  type NetworkRole,
  type Person,
  questionSubject,
  type ServiceName,
} from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, membershipSide, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let side: Awaited<ReturnType<typeof membershipSide>>;
beforeAll(async () => {
  net = await startNetwork();
  side = await membershipSide(net.environment);
  for (const service of others) answerMentions(service);
});
afterAll(async () => {
  await side.stop();
  await net.stop();
});

const ask = (person: string, as = net.admin) => net.post<ErasureRequest>('/erasure-requests', { person }, as);
const receiptOf = async (id: string) =>
  (await call<ErasureReceipt>(net.url, 'GET', `/erasure-requests/${id}`, { as: net.admin })).body;

/** How many agree to the monthly letter, as hosts are told. */
const agreeing = async (): Promise<number> => {
  const path = '/consents/summary';
  const { body } = await call<{ purposes: { purpose: string; agreed: number }[] }>(net.url, 'GET', path, {
    as: net.admin,
  });
  return body.purposes.find(({ purpose }) => purpose === 'digest')?.agreed ?? 0;
};

/** Another service tells that it has erased somebody. */
const tell = (service: ServiceName, person: string) => {
  const lines = [{ service, what: `What ${service} had`, removed: 2, changed: 0, kept: 0 }];
  return side.publish(erasureContract.events.carriedOut[service], {
    subject: person,
    version: 1,
    data: { person, lines },
  });
};
const others = ['meeting', 'survey', 'notification'] as const;

/** What the others find of these strings in what was written there. */
const found = new Map<string, { what: string; link: string }>();

/** Stands where another service stands, and looks for strings in its texts. */
const answerMentions = (service: (typeof others)[number]) =>
  side.nats.connection.subscribe(
    questionSubject(net.environment.SKEIN_PREFIX ?? '', '*', mentionsContract.questions.mentions[service]),
    {
      callback: (_failure, message) => {
        const { strings } = message.json<{ strings: string[] }>();
        const places = strings.flatMap((one) => found.get(`${service} ${one}`) ?? []);
        message.respond(JSON.stringify({ answer: { places } }));
      },
    },
  );

/** Stands where notification stands; `works` says whether a letter goes. */
const takeLetters = (works = true) => {
  const told: string[] = [];
  const subject = questionSubject(net.environment.SKEIN_PREFIX ?? '', '*', lettersContract.questions.sendNow);
  const subscription = side.nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      told.push(message.string());
      message.respond(JSON.stringify({ answer: { outcome: works ? 'sent' : 'failed' } }));
    },
  });
  return { told, stop: () => subscription.unsubscribe() };
};

describe('an erasure asked for in writing', () => {
  it('runs until every service has told, sends the receipt, and forgets where to', async () => {
    const letters = takeLetters();
    const [person = ''] = await net.takeIn(1, ['digest'], [await net.found()]);
    const email = (await net.db.collection('people').findOne({ _id: person as never }))?.email;
    const before = await agreeing();
    const asked = await ask(person);
    expect(asked.status).toBe(201);
    const { id } = asked.body;
    await until('membership to tell', async () => {
      const { waitingFor, status } = await receiptOf(id);
      return status === 'running' && waitingFor?.length === others.length;
    });
    expect((await receiptOf(id)).waitingFor).toEqual(others);
    for (const service of others) await tell(service, person);
    await tell('survey', person);
    const done = await until('the end', async () => {
      const read = await receiptOf(id);
      return read.status === 'done' && read;
    });
    expect(done).toMatchObject({ person, reason: 'asked-in-writing', letter: 'sent' });
    expect(done.receipt).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ what: 'Your profile', removed: 1 }),
        expect.objectContaining({ what: 'Your places in communities, and those you left', removed: 1 }),
        expect.objectContaining({ what: 'What you agreed to, and what you stopped', kept: 1 }),
        expect.objectContaining({ what: 'What survey had', removed: 2 }),
      ]),
    );
    expect(done.receipt.filter(({ what }) => what === 'What survey had')).toHaveLength(1);
    expect(letters.told.filter((letter) => letter.includes(String(email)))).toHaveLength(1);
    expect(JSON.stringify(await net.erasureOf(person))).not.toContain('example.org');
    expect(await net.db.collection('people').countDocuments({ _id: person as never })).toBe(0);
    // Their lines in the ledger stay, and count no longer.
    expect(await agreeing()).toBe(before - 1);
    letters.stop();
  });

  it('lists for the hosts where somebody still stands in what others wrote, and tells the person in how many places', async () => {
    const letters = takeLetters();
    const [person = ''] = await net.takeIn(1, []);
    const { email } = (await call<Person>(net.url, 'GET', `/people/${person}`, { as: net.admin })).body;
    if (!email) throw new Error('a member has no address');
    const name = 'Wilhelmina (Mina) van der Berg';
    await net.db.collection('people').updateOne({ _id: person as never }, { $set: { name } });
    const [named, longer] = [await net.found(), await net.found()];
    const describe = (community: string, description: string) =>
      call(net.url, 'PATCH', `/communities/${community}`, {
        as: net.admin,
        ifMatch: 1,
        body: { description },
      });
    await describe(named, `Founded by wilhelmina (MINA) van der Berg; write to ${email.toUpperCase()}.`);
    await describe(longer, `Founded by ${name}mann, x${email}`);
    found.set(`meeting ${name}`, { what: 'The notes of a meeting', link: '/#meeting-1' });
    const { id } = (await ask(person)).body;
    await until('it to begin', async () => (await receiptOf(id)).waitingFor?.length === others.length);
    for (const service of others) await tell(service, person);
    const done = await until('the end', async () => {
      const read = await receiptOf(id);
      return read.status === 'done' && read;
    });
    letters.stop();
    const at = (link: string) => expect.stringMatching(new RegExp(`^https?://[^/]+${link}$`));
    expect(done.mentions).toEqual([
      {
        service: 'membership',
        what: 'What a community says of itself',
        link: at(`/communities/${named}`),
      },
      { service: 'meeting', what: 'The notes of a meeting', link: at('/#meeting-1') },
    ]);
    expect(letters.told.find((letter) => letter.includes(email))).toContain('They stand in 2 places still');
    expect(JSON.stringify(await net.erasureOf(person))).not.toContain('Mina');
  });

  it('keeps the address until the letter goes', async () => {
    const letters = takeLetters(false);
    const [person = ''] = await net.takeIn(1, []);
    const { id } = (await ask(person)).body;
    await until('it to begin', async () => (await receiptOf(id)).status === 'running');
    for (const service of others) await tell(service, person);
    await until('a letter that does not go', async () => (await net.erasureOf(person))?.letterDueAt);
    expect(await net.erasureOf(person)).toMatchObject({
      status: 'running',
      letterTo: { name: 'Wilhelmina' },
    });
    letters.stop();
    const works = takeLetters();
    await net.db.collection('erasure_requests').updateOne({ person }, { $unset: { letterDueAt: 1 } });
    await until('the end', async () => (await receiptOf(id)).status === 'done');
    expect(await net.erasureOf(person)).not.toHaveProperty('letterTo');
    works.stop();
  });

  it('is refused for a stranger, a second time, and for the last administrator', async () => {
    expect((await ask(newId())).problem.code).toBe('unknown-reference');
    const body = { people: [{ name: 'Ada', email: `${newId()}@example.org`, roles: ['admin'] }] };
    const made = await net.post<{ people: { id: string }[] }>('/people/import', body);
    const admin = made.body.people[0]?.id ?? '';
    const last = await ask(admin);
    expect(last.problem).toMatchObject({ code: 'conflict' });
    expect(last.problem.detail).toContain('last administrator');
    expect(await net.erasureOf(admin)).toBeNull();
    const [person = ''] = await net.takeIn(1, []);
    await ask(person);
    // On the list, or begun already: nobody is there any more.
    expect([409, 422]).toContain((await ask(person)).status);
    const steering = await tokenFor(net.service, { roles: ['steering'] });
    expect((await ask(person, steering)).problem.code).toBe('forbidden');
  });
});

it('waits for those who only lost their last basis, who may come back', async () => {
  const [person = ''] = await net.takeIn(1, []);
  const row = { network: 'testing', version: 1, person, status: 'confirmed', reason: 'no-basis-left' };
  const at = new Date();
  const requests = net.db.collection<{ _id: string }>('erasure_requests');
  await requests.insertOne({ _id: newId(), ...row, askedAt: at, confirmedAt: at } as never);
  const [other = ''] = await net.takeIn(1, []);
  await ask(other);
  await until('another one to begin', async () => (await net.erasureOf(other))?.status === 'running');
  expect(await net.erasureOf(person)).toMatchObject({ status: 'confirmed' });
  const longAgo = new Date(at.getTime() - 8 * 24 * 60 * 60 * 1000);
  await requests.updateOne({ person } as never, { $set: { confirmedAt: longAgo } });
  await until('it to begin', async () => (await net.erasureOf(person))?.status === 'running');
  const subject = eventSubject(
    net.environment.SKEIN_PREFIX ?? '',
    'testing',
    erasureContract.events.carriedOut.membership,
  );
  await until('membership to have told', () =>
    net.db.collection('outbox').findOne({ subject, 'envelope.subject': person }),
  );
});

describe('the erasure of somebody with roles in the network', () => {
  const roled = async (...roles: string[]) => {
    const people = [{ name: 'Wilhelmina Brown', email: `${newId()}@example.org`, roles }];
    const { body } = await net.post<{ people: { id: string }[] }>('/people/import', { people });
    return body.people[0]?.id ?? '';
  };
  const sessionOf = (person: string, ...roles: NetworkRole[]) => tokenFor(net.service, { person, roles });
  const agree = (id: string, as: string) =>
    net.post<ErasureRequest>(`/erasure-requests/${id}/agreement`, {}, as);
  const withdraw = (id: string, as: string) => net.post(`/erasure-requests/${id}/withdrawal`, {}, as);
  const stands = async (person: string) =>
    (await net.db.collection('people').countDocuments({ _id: person as never })) === 1;
  const proposalTo = async (id: string) => {
    const row = await net.db
      .collection('outbox')
      .findOne({ 'envelope.subject': id, 'envelope.type': /erasure-request\.proposed/ });
    return row?.envelope.data.deciders as string[];
  };

  const toldBy = async (id: string, event: 'confirmed' | 'cancelled') => {
    const type = new RegExp(`erasure-request\\.${event}`);
    const row = await net.db.collection('outbox').findOne({ 'envelope.subject': id, 'envelope.type': type });
    return row?.envelope.data.told as string[] | undefined;
  };

  it('is not for whoever may do less', async () => {
    const [admin, host] = [await roled('admin'), await roled('hosting-team')];
    const refused = await ask(admin, await sessionOf(host, 'hosting-team'));
    expect(refused.problem).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await net.db.collection('erasure_requests').countDocuments({ person: admin })).toBe(0);
    expect(await stands(admin)).toBe(true);
  });

  it('waits for another one’s word, seen by all and told to those who may give it, and for a day', async () => {
    const [target, one, other] = [await roled('admin'), await roled('admin'), await roled('admin')];
    const [first, second] = [await sessionOf(one, 'admin'), await sessionOf(other, 'admin')];
    const asked = await ask(target, first);
    expect(asked.body).toMatchObject({ status: 'proposed', by: one });
    const { id } = asked.body;
    const told = await proposalTo(id);
    expect(told).toEqual(expect.arrayContaining([target, other]));
    expect(told).not.toContain(one);
    const listed = await call<{ items: ErasureRequest[] }>(
      net.url,
      'GET',
      '/erasure-requests?status=proposed',
      { as: second },
    );
    expect(listed.body.items.map((item) => item.id)).toContain(id);
    expect((await agree(id, first)).problem.code).toBe('conflict');
    expect((await agree(id, await sessionOf(target, 'admin'))).problem.code).toBe('conflict');
    const host = await sessionOf(await roled('hosting-team'), 'hosting-team');
    expect((await agree(id, host)).problem.code).toBe('forbidden');
    const agreed = await agree(id, second);
    expect(agreed.body).toMatchObject({ status: 'confirmed', secondBy: other });
    expect(await toldBy(id, 'confirmed')).toEqual([target]);
    const waits = Date.parse(agreed.body.notBefore ?? '') - Date.now();
    expect(waits).toBeGreaterThan(23 * 3_600_000);
    // Somebody without roles is asked for after it, and is erased before it.
    const [plain = ''] = await net.takeIn(1, ['digest']);
    await ask(plain, first);
    await until('the other one to go', async () => !(await stands(plain)));
    expect(await stands(target)).toBe(true);
    await net.db
      .collection('erasure_requests')
      .updateOne({ _id: id as never }, { $set: { notBefore: new Date() } });
    await until('it to begin', async () => !(await stands(target)));
    expect((await withdraw(id, second)).problem.code).toBe('conflict');
  });

  it('is withdrawn by another one, or by the person, until it begins', async () => {
    const [first, second] = [newId(), newId()];
    const [one, other] = [await sessionOf(first, 'admin'), await sessionOf(second, 'admin')];
    for (const by of ['another', 'themselves'] as const) {
      const target = await roled('steering');
      const { id } = (await ask(target, one)).body;
      await agree(id, other);
      const taken = await withdraw(id, by === 'another' ? one : await sessionOf(target));
      expect(taken.status).toBe(204);
      expect(await toldBy(id, 'cancelled')).toEqual(by === 'another' ? [target, second] : [first, second]);
      expect(await net.db.collection('erasure_requests').countDocuments({ person: target })).toBe(0);
      expect(await stands(target)).toBe(true);
    }
  });

  it('is not got around by taking the roles first, nor by a merge', async () => {
    const target = await roled('admin');
    const as = net.admin;
    const taken = await call(net.url, 'PUT', `/people/${target}/roles`, {
      as,
      body: { roles: [] },
      ifMatch: 1,
    });
    expect(taken.status).toBe(200);
    const [kept = ''] = await net.takeIn(1, ['digest']);
    const body = { gone: target, goneVersion: 2 };
    const merged = await call(net.url, 'POST', `/people/${kept}/merge`, { as, body, ifMatch: 1 });
    expect(merged.problem).toMatchObject({ status: 409, code: 'conflict' });
    expect((await ask(target)).body).toMatchObject({ status: 'proposed' });
  });
});
