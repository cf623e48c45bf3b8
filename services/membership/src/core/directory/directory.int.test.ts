import { consentText, FieldAudience, type Person, ProfileField } from '@skein/contracts';
import { newId, startService } from '@skein/service-kit';
import { call } from '@skein/service-kit/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from '../../app.ts';
import { directoryClient, type Page } from '../../testing/directory-client.ts';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let client: ReturnType<typeof directoryClient>;
let home: string;
let elsewhere: string;
beforeAll(async () => {
  net = await startNetwork();
  client = directoryClient(net);
  home = await net.found();
  elsewhere = await net.found();
});
afterAll(() => net.stop());

describe('the directory', () => {
  it('finds people by the beginnings of words, whatever their case and accents, in order of names', async () => {
    const one = await client.takeIn({ name: 'Zoë Quillfeather', occupation: 'Midwife' });
    const two = await client.takeIn({ name: 'Abel Quillfeather', interests: ['Midwifery'] });
    const as = await client.viewer([elsewhere]);
    expect(await client.found(as, { text: 'QUILL midwif' })).toEqual([two.id, one.id]);
    expect(await client.found(as, { text: 'zoe' })).toContain(one.id);
    expect(await client.found(as, { text: 'quill', interest: 'MIDWIFERY' })).toEqual([two.id]);
    expect(await client.found(as, { text: 'quill nobody' })).toEqual([]);
  });

  it('finds by the beginning of a region, an interest or a strength, and by other spellings of a name', async () => {
    const { id } = await client.takeIn({
      ...{ name: 'Zenobia O’Connell-Müller', region: 'Northern Fens' },
      ...{ interests: ['Pressure ulcers'], strengths: ['Quality improvement'] },
    });
    const as = await client.viewer([elsewhere]);
    for (const query of [
      { region: 'north' },
      { interest: 'pressure' },
      { strength: 'quality imp' },
      { text: 'connell' },
      { text: 'mueller' },
      { text: "o'connell muller" },
    ])
      expect([query, await client.found(as, query)]).toEqual([query, expect.arrayContaining([id])]);
    expect(await client.found(as, { strength: 'improvement' })).not.toContain(id);
  });

  it('shows the network those who agreed to be listed, and fellows those who did not', async () => {
    const hidden = await client.takeIn({ name: 'Perpetua Hidden' }, home, []);
    const stranger = await client.viewer([elsewhere]);
    expect(await client.found(stranger, { text: 'perpetua' })).toEqual([]);
    expect((await client.read(hidden.id, stranger)).problem.code).toBe('forbidden');
    expect(await client.found(await client.viewer([home]), { text: 'perpetua' })).toEqual([hidden.id]);
    const agreement = { purpose: 'directory-listing', textVersion: consentText.version };
    const decide = (given: boolean) =>
      net.post(`/people/${hidden.id}/consents`, { ...agreement, given }, hidden.as);
    await decide(true);
    expect(await client.found(stranger, { text: 'perpetua' })).toEqual([hidden.id]);
    expect((await client.read(hidden.id, stranger)).body).toMatchObject({
      name: 'Perpetua Hidden',
      communities: [],
    });
    await decide(false);
    expect(await client.found(stranger, { text: 'perpetua' })).toEqual([]);
    expect((await client.read(hidden.id, stranger)).problem.code).toBe('forbidden');
  });

  it('follows people into communities and out of them', async () => {
    const community = await net.found();
    const { id, as } = await client.takeIn({ name: 'Ottoline Wanderer' }, undefined, []);
    const fellow = await client.viewer([community]);
    expect(await client.found(fellow, { text: 'ottoline' })).toEqual([]);
    await net.post(`/communities/${community}/members`, { person: id }, as);
    expect(await client.found(fellow, { text: 'ottoline' })).toEqual([id]);
    expect(await client.found(fellow, { community })).toEqual([id]);
    await call(net.url, 'DELETE', `/communities/${community}/members/${id}`, { as });
    expect(await client.found(fellow, { text: 'ottoline' })).toEqual([]);
    expect(await client.found(fellow, { community })).toEqual([]);
  });

  it('neither shows nor searches what the viewer may not see, and no filter gives it away', async () => {
    const visibility = {
      region: 'nobody',
      occupation: 'nobody',
      interests: 'communities',
      organisation: 'communities',
      strengths: 'network',
    };
    const profile = {
      region: 'Orkney',
      occupation: 'Cooper',
      interests: ['Puffins'],
      strengths: ['Mending'],
    };
    const { id, as } = await client.takeIn(
      { name: 'Isolde Secretive', organisation: 'Harbour Guild', ...profile },
      home,
    );
    const organisation = (await client.read(id, as)).body.organisationId ?? '';
    await client.edit(id, as, { visibility });
    const [stranger, fellow] = [await client.viewer([elsewhere]), await client.viewer([home])];
    const finds = async (query: Record<string, string>) => {
      const all = await Promise.all(
        [stranger, fellow, net.admin].map((who) => client.found(who, { text: 'isolde', ...query })),
      );
      return all.map((ids) => ids.includes(id));
    };
    expect(await finds({})).toEqual([true, true, true]);
    expect(await finds({ text: 'isolde mending' })).toEqual([true, true, true]);
    expect(await finds({ region: 'orkney' })).toEqual([false, false, true]);
    expect(await finds({ text: 'isolde cooper' })).toEqual([false, false, true]);
    expect(await finds({ interest: 'puffins' })).toEqual([false, true, true]);
    expect(await finds({ text: 'isolde harbour guild' })).toEqual([false, true, true]);
    expect(await finds({ organisation })).toEqual([false, true, true]);
    expect((await client.read(id, stranger)).body).not.toHaveProperty('organisationId');
    expect((await client.read(id, fellow)).body).toMatchObject({
      organisation: 'Harbour Guild',
      interests: ['Puffins'],
    });
    expect((await client.read(id, fellow)).body).not.toHaveProperty('region');
  });

  it('finds an address for whom it is shown to', async () => {
    const email = `${newId()}@post.example.org`;
    const { id, as } = await client.takeIn({ email }, home);
    const fellow = await client.viewer([home]);
    expect(await client.found(fellow, { text: email })).toEqual([]);
    expect(await client.found(net.admin, { text: email.toUpperCase() })).toEqual([id]);
    await client.edit(id, as, { visibility: { email: 'communities' } });
    expect(await client.found(fellow, { text: email })).toEqual([id]);
    expect(await client.found(await client.viewer([elsewhere]), { text: email })).toEqual([]);
  });

  it('goes on page by page, none twice, none left out, those of both kinds in one order', async () => {
    for (let index = 0; index < 7; index += 1) {
      await client.takeIn(
        { name: `Paginata ${index % 3}` },
        index % 2 ? home : undefined,
        index % 3 ? ['directory-listing'] : [],
      );
    }
    const as = await client.viewer([home]);
    const names: string[] = [];
    const ids: string[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const { body }: { body: Page } = await client.search(as, {
        text: 'paginata',
        limit: '2',
        ...(next && { after: next }),
      });
      names.push(...body.items.map(({ name }) => name));
      ids.push(...body.items.map(({ id }) => id));
      next = body.next;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(names).toEqual(['Paginata 0', 'Paginata 1', 'Paginata 1', 'Paginata 2', 'Paginata 2']);
  });

  it.each([
    [{ text: '?!' }, '#/query/text'],
    [{ text: 'a b c d e f g h i' }, '#/query/text'],
    [{ region: '' }, '#/query/region'],
    [{ organisation: 'one' }, '#/query/organisation'],
    [{ after: 'x' }, '#/query/after'],
    [{ limit: '1000' }, '#/query/limit'],
  ])('refuses %j by its field', async (query, pointer) => {
    const { problem } = await client.search(net.admin, query as never);
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer }] });
  });

  it('takes signs in a text for signs', async () => {
    for (const text of ['.*@.*', '^a(b@c', 'region'])
      expect((await client.search(net.admin, { text })).body.items).toEqual([]);
  });

  describe('whatever people show, and whoever looks', () => {
    const words = ['ember', 'willow', 'linden'];
    const word = fc.constantFrom(...words);
    const fields = fc.record({
      occupation: word,
      region: word,
      interests: fc.array(word, { maxLength: 2 }),
      strengths: fc.array(word, { maxLength: 2 }),
      organisation: word,
    });
    const visibility = fc.dictionary(
      fc.constantFrom(...ProfileField.options),
      fc.constantFrom(...FieldAudience.options),
    );
    const told = ({ occupation, region, organisation, interests, strengths = [] }: Person) => [
      occupation,
      region,
      organisation,
      ...interests,
      ...strengths,
    ];
    const all = async (as: string, query: Record<string, string>) =>
      (await client.search(as, { ...query, limit: '200' })).body.items;

    beforeAll(async () => {
      const made = fc.sample(fc.tuple(fields, visibility, fc.boolean(), fc.boolean()), { numRuns: 24 });
      for (const [profile, chosen, listed, fellow] of made) {
        const { id, as } = await client.takeIn(profile, fellow ? home : undefined, listed ? undefined : []);
        if (Object.keys(chosen).length) await client.edit(id, as, { visibility: chosen });
      }
    });

    it.each([['a fellow'], ['a stranger']])('what %s finds is what reading shows', async (who) => {
      const as = await client.viewer([who === 'a fellow' ? home : elsewhere]);
      for (const what of words) {
        const byWord = await all(as, { text: what });
        expect(byWord.length).toBeGreaterThan(0);
        for (const person of byWord) expect(told((await client.read(person.id, as)).body)).toContain(what);
        for (const { id } of await all(as, { region: what })) {
          expect((await client.read(id, as)).body.region).toBe(what);
        }
      }
    });

    it.each([['a fellow'], ['a stranger']])(
      'what %s is shown in a list is what reading shows',
      async (who) => {
        const as = await client.viewer([who === 'a fellow' ? home : elsewhere]);
        for (const person of await all(as, {}))
          expect((await client.read(person.id, as)).body).toEqual(person);
      },
    );
  });

  it('finds those who were there before it could, with organisations and all', async () => {
    const _id = newId();
    const old = {
      _id,
      network: 'testing',
      version: 4,
      name: 'Gwendolen Forerunner',
      email: `${_id}@example.org`,
    };
    const profile = { organisation: 'Ancient Order', interests: ['Runes'], roles: [], joinedAt: new Date() };
    await net.db.collection('people').insertOne({ ...old, ...profile } as never);
    const membershipRow = {
      _id: `${_id}.${home}`,
      network: 'testing',
      version: 1,
      person: _id,
      community: home,
    };
    await net.db
      .collection('memberships')
      .insertOne({ ...membershipRow, role: 'core', since: new Date() } as never);
    // As a database that no version with migrations has run on yet.
    await net.db.collection('migrations').deleteMany({});
    const again = await startService(membership, net.environment);
    try {
      const fellow = await client.viewer([home]);
      expect(await client.found(fellow, { text: 'gwendolen runes ancient' })).toEqual([_id]);
      expect((await client.read(_id, fellow)).body).toMatchObject({
        version: 4,
        organisation: 'Ancient Order',
      });
      expect(await client.found(await client.viewer([elsewhere]), { text: 'gwendolen' })).toEqual([]);
    } finally {
      await again.stop();
    }
  });
});
