import { type ConsentEvidence, consentText } from '@skein/contracts';
import { call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importClient } from '../../testing/import-client.ts';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let client: ReturnType<typeof importClient>;
beforeAll(async () => {
  net = await startNetwork();
  client = importClient(net.url, net.admin);
});
afterAll(() => net.stop());

const list = async (query: string) =>
  (
    await call<{ items: ConsentEvidence[]; next?: string }>(net.url, 'GET', `/consents?${query}`, {
      as: net.admin,
    })
  ).body;
const choose = async (person: string, given: boolean) =>
  call(net.url, 'POST', `/preferences?token=${await net.preferenceToken(person)}`, {
    body: { textVersion: consentText.version, choices: [{ purpose: 'digest', given }] },
  });

describe('who agreed to what', () => {
  it('is a line for each time, with its words, channel and basis, and when it was withdrawn', async () => {
    const [person = '', other = ''] = await net.takeIn(2, ['digest']);
    await choose(person, false);
    await choose(person, true);
    const { items } = await list(`person=${person}`);
    expect(items).toMatchObject([
      {
        ...{ person, name: 'Wilhelmina', purpose: 'digest', channel: 'import', basis: 'consent' },
        ...{ textVersion: consentText.version, words: consentText.purposes.digest },
        withdrawnAt: expect.any(String),
      },
      { channel: 'preference-page' },
    ]);
    expect(items[1]).not.toHaveProperty('withdrawnAt');
    expect((await list(`person=${person}&state=withdrawn`)).items).toHaveLength(1);
    expect((await list(`person=${person}&state=standing`)).items).toMatchObject([
      { channel: 'preference-page' },
    ]);
    expect((await list(`person=${other}&channel=preference-page`)).items).toEqual([]);
    expect((await list(`person=${other}&purpose=event-news`)).items).toEqual([]);
    const today = new Date().toISOString().slice(0, 10);
    expect((await list(`person=${other}&from=${today}&until=${today}`)).items).toHaveLength(1);
    expect((await list(`person=${other}&until=2020-01-01`)).items).toEqual([]);
  });

  it('is listed in pages, and refused where the cursor is none', async () => {
    await net.takeIn(3, ['event-news']);
    const first = await list('purpose=event-news&limit=2');
    expect(first.items).toHaveLength(2);
    const second = await list(`purpose=event-news&limit=2&after=${first.next}`);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3);
    expect(second.next).toBeUndefined();
    const wrong = await call(net.url, 'GET', '/consents?after=none', { as: net.admin });
    expect(wrong.problem.code).toBe('invalid-request');
  });

  it('leaves as a table, for those alone who run consents, and who took it is kept', async () => {
    const [person = ''] = await net.takeIn(1, ['research-contact']);
    const get = (as: string) =>
      fetch(`${net.url}/api/v1/exports/consents?person=${person}`, {
        headers: { authorization: `Bearer ${as}` },
      });
    const text = await (await get(net.admin)).text();
    expect(text).toContain('said to be given on');
    expect(text).toContain(`${person},Wilhelmina,`);
    expect((await get(await tokenFor(net.service, { roles: ['steering'] }))).status).toBe(403);
    const kept = { action: 'exportConsentEvidence', targets: person, outcome: 'done' };
    expect(await net.db.collection('audit').countDocuments(kept)).toBe(1);
  });
});

describe('an imported consent', () => {
  it('keeps the day, the way and the words that the list says, beside the time of the import', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    const file = [
      'name,email,digest,consent date,consent channel,consent text',
      `Hedda,${email},yes,25.5.2018,paper form,Yes - write to me`,
      `Late,late-${email},yes,2999-01-01,,`,
      `Known,known-${email},yes,,by phone,${consentText.version}`,
    ].join('\n');
    const first = await client.upload(file);
    await client.again(first.id, { consents: { basis: 'consent', textVersion: consentText.version } });
    const checked = await client.settled(first.id, 'checked');
    expect(checked.rows).toMatchObject({ good: 2, bad: 1 });
    expect((await client.problems(first.id))[0]).toMatchObject({ line: 3, heading: 'consent date' });
    await client.apply(first.id, 'good-rows-only');
    await client.settled(first.id, 'done');
    const idOf = async (address: string) =>
      String((await net.db.collection('people').findOne({ email: address }))?._id);
    const person = await idOf(email);
    const [line] = (await list(`person=${person}`)).items;
    expect(line).toMatchObject({
      stated: { givenAt: '2018-05-25', channel: 'paper form', words: 'Yes - write to me' },
      words: 'Yes - write to me',
      channel: 'import',
    });
    expect(Date.parse(line?.at ?? '')).toBeGreaterThan(Date.now() - 600_000);
    const { body } = await call<{ current: { givenAt?: string }[] }>(
      net.url,
      'GET',
      `/people/${person}/consents`,
      { as: net.admin },
    );
    expect(body.current[0]?.givenAt).toBe('2018-05-25T00:00:00.000Z');
    const [known] = (await list(`person=${await idOf(`known-${email}`)}`)).items;
    expect(known).toMatchObject({ textVersion: consentText.version, stated: { channel: 'by phone' } });
    expect(known?.words).toBe(consentText.purposes.digest);
  });
});
