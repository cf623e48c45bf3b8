import {
  type Campaign,
  type CampaignAnswered,
  type CampaignQuestion,
  campaignsContract,
  consentText,
} from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, call, tokenFor, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Network, startNetwork } from '../../testing/network.ts';

let shared: Network;
beforeAll(async () => {
  shared = await startNetwork();
});
afterAll(() => shared.stop());

const begin = async (): Promise<Network> => {
  const net = await startNetwork();
  onTestFinished(net.stop);
  return net;
};

const invited = (net: Network, id: string, count: number) =>
  until(`${count} invited`, async () => (await net.read(id)).counts.invited === count);
const closed = (net: Network, id: string) =>
  until('the campaign is closed', async () => {
    const campaign = await net.read(id);
    return campaign.status === 'closed' && campaign;
  });
const answerByLink = async (net: Network, campaign: string, person: string, answer: unknown) =>
  call<CampaignQuestion>(
    net.url,
    'POST',
    `/campaign-answers?token=${await net.answerToken(campaign, person)}`,
    { body: { answer } },
  );
const eventsOf = (net: Network, subject: string) =>
  net.db.collection('outbox').find({ 'envelope.subject': subject }).sort({ version: 1 }).toArray();

describe('a campaign', () => {
  it('asks, counts live, and at the deadline the silent leave, the erased only where no basis is left', async () => {
    const net = await begin();
    const community = await net.found();
    const [yes = '', no = '', changed = '', lone = '', other = '', member = '', elsewhere = ''] = [
      ...(await net.takeIn(4, ['digest'])),
      ...(await net.takeIn(1, ['digest', 'event-news'])),
      ...(await net.takeIn(1, ['digest'], [community])),
      ...(await net.takeIn(1, ['digest'])),
    ];
    const [outside = ''] = await net.takeIn(1, ['event-news']);
    const campaign = await net.draft();
    expect(campaign).toMatchObject({ status: 'draft', counts: { invited: 0 } });
    expect((await net.start(campaign)).status).toBe(202);
    await invited(net, campaign.id, 7);

    expect((await answerByLink(net, campaign.id, yes, 'yes')).body).toMatchObject({
      answer: 'yes',
      open: true,
    });
    await answerByLink(net, campaign.id, no, 'no');
    await answerByLink(net, campaign.id, changed, 'no');
    const as = await tokenFor(net.service, { person: changed });
    const signedIn = await net.post(`/campaigns/${campaign.id}/answers`, { answer: 'yes' }, as);
    expect(signedIn.status).toBe(200);
    const choices = [{ purpose: 'digest', given: false }];
    await call(net.url, 'POST', `/preferences?token=${await net.preferenceToken(elsewhere)}`, {
      body: { textVersion: consentText.version, choices },
    });
    expect((await net.read(campaign.id)).counts).toEqual({ invited: 7, yes: 2, no: 2, silent: 3 });
    expect((await answerByLink(net, campaign.id, outside, 'yes')).problem.code).toBe('not-found');
    expect((await answerByLink(net, campaign.id, yes, 'maybe')).problem).toMatchObject({
      errors: [{ pointer: '#/answer' }],
    });

    net.letPass(31);
    const late = await answerByLink(net, campaign.id, lone, 'yes');
    expect(late.problem.code).toBe('closed');
    expect((await closed(net, campaign.id)).counts).toEqual({ invited: 7, yes: 2, no: 2, silent: 3 });
    for (const person of [lone, other, member]) {
      expect((await net.ledgerOf(person)).at(-1)).toMatchObject({
        purpose: 'digest',
        given: false,
        channel: 'campaign',
        reason: 'silent',
      });
    }
    expect((await net.ledgerOf(changed)).map(({ given }) => given)).toEqual([true, false, true]);
    // They had agreed to these very words before: that they said so again is a line of its own.
    expect((await net.ledgerOf(yes)).map(({ channel, campaign }) => [channel, campaign])).toEqual([
      ['import', undefined],
      ['campaign', campaign.id],
    ]);
    const said = async (answer: string) => {
      const path = `/campaigns/${campaign.id}/answers?answer=${answer}`;
      const { body } = await call<{ items: CampaignAnswered[] }>(net.url, 'GET', path, { as: net.admin });
      return body.items;
    };
    expect((await said('yes')).map(({ person }) => person)).toEqual([yes, changed].toSorted());
    expect((await said('yes'))[0]?.answeredAt).toBeDefined();
    expect(await said('silent')).toHaveLength(3);
    const listed = await Promise.all([yes, no, changed, lone, other, member, elsewhere].map(net.erasureOf));
    expect(listed.map((row) => row?.reason)).toEqual([
      undefined,
      'no-basis-left',
      undefined,
      'no-basis-left',
      undefined,
      undefined,
      'no-basis-left',
    ]);
    const types = (await eventsOf(net, campaign.id)).map(({ envelope }) => envelope.type.split('.')[3]);
    expect(types).toEqual(['drafted', 'started', 'people-invited', 'closed']);

    // The lawful way back in: they agree again, and nobody erases them.
    await call(net.url, 'POST', `/preferences?token=${await net.preferenceToken(lone)}`, {
      body: { textVersion: consentText.version, choices: [{ purpose: 'digest', given: true }] },
    });
    expect((await net.ledgerOf(lone)).at(-1)).toMatchObject({ given: true, channel: 'preference-page' });
    expect(await net.erasureOf(lone)).toBeNull();
    const join = { person: no };
    const self = await tokenFor(net.service, { person: no });
    expect((await net.post(`/communities/${community}/members`, join, self)).status).toBe(201);
    expect(await net.erasureOf(no)).toBeNull();
  });

  it('reminds the silent alone, once a reminder', async () => {
    const net = await begin();
    const [yes = '', silent = ''] = await net.takeIn(2, ['digest']);
    const campaign = await net.draft();
    await net.start(campaign);
    await invited(net, campaign.id, 2);
    await answerByLink(net, campaign.id, yes, 'yes');
    const reminders = async () =>
      (await eventsOf(net, campaign.id))
        .filter(({ envelope }) => envelope.type.includes('people-reminded'))
        .map(({ envelope }) => [envelope.data.daysBefore, envelope.data.people]);
    net.letPass(17);
    await until('the first reminder', async () => (await reminders()).length === 1);
    net.letPass(28);
    await until('the second reminder', async () => (await reminders()).length === 2);
    expect(await reminders()).toEqual([
      [14, [silent]],
      [3, [silent]],
    ]);
    const prefix = net.environment.SKEIN_PREFIX ?? '';
    const question = { network: 'testing', campaign: campaign.id, people: [yes, silent] };
    const links = async (silentOnly: boolean) =>
      (
        await ask(net.service.context.nats, prefix, campaignsContract.questions.links, {
          ...question,
          silentOnly,
        })
      )?.links;
    expect((await links(true))?.map(({ person }) => person)).toEqual([silent]);
    expect(await links(false)).toHaveLength(2);
    const url = (await links(true))?.[0]?.url ?? '';
    const path = `/campaign-answers?token=${url.split('#token=')[1]}`;
    expect((await call<CampaignQuestion>(net.url, 'GET', path)).body).toMatchObject({
      wording: consentText.purposes.digest,
      open: true,
    });
  });

  it('asks a community, or those who agreed to another wording', async () => {
    const net = await begin();
    const community = await net.found();
    await net.takeIn(2, ['digest']);
    const [inside = ''] = await net.takeIn(1, ['digest'], [community]);
    await net.takeIn(1, [], [community]);
    await net.post('/consent-texts', { version: 'new', purposes: consentText.purposes });
    await net.takeIn(3, ['digest']);
    const textVersion = 'new';
    const ofCommunity = await net.draft({ textVersion, audience: { kind: 'community', community } });
    await net.start(ofCommunity);
    await invited(net, ofCommunity.id, 1);
    expect((await answerByLink(net, ofCommunity.id, inside, 'yes')).status).toBe(200);
    expect((await net.ledgerOf(inside)).at(-1)).toMatchObject({ textVersion, channel: 'campaign' });
    const ofOldText = await net.draft({ textVersion, audience: { kind: 'other-text' } });
    await net.start(ofOldText);
    await invited(net, ofOldText.id, 2);
  });
});

describe('bad input', () => {
  it('is told by the field, and changes nothing', async () => {
    const net = await begin();
    const past = new Date(Date.now() - 1000).toISOString();
    const refused = async (over: object) =>
      (await net.draft(over)) as never as { code: string; errors: object[] };
    expect(await refused({ deadline: past })).toMatchObject({ errors: [{ pointer: '#/deadline' }] });
    expect(await refused({ reminders: [60] })).toMatchObject({ errors: [{ pointer: '#/reminders/0' }] });
    expect(await refused({ purpose: 'all' })).toMatchObject({ errors: [{ pointer: '#/purpose' }] });
    expect(await refused({ textVersion: 'x' })).toMatchObject({ code: 'unknown-reference' });
    const audience = { kind: 'community', community: newId() };
    expect(await refused({ audience })).toMatchObject({ errors: [{ pointer: '#/audience/community' }] });
    expect(await net.db.collection('campaigns').countDocuments()).toBe(0);

    const campaign = await net.draft();
    const edit = (body: object, ifMatch: number) =>
      call<Campaign>(net.url, 'PATCH', `/campaigns/${campaign.id}`, { as: net.admin, body, ifMatch });
    expect((await edit({ title: 'Shall we?' }, 1)).body).toMatchObject({ title: 'Shall we?', version: 2 });
    expect((await edit({ title: 'x' }, 1)).problem.code).toBe('stale-edit');
    expect((await edit({ deadline: past }, 2)).problem.code).toBe('invalid-request');
    expect((await net.start(campaign)).problem.code).toBe('stale-edit');
    expect((await net.start({ ...campaign, version: 2 })).status).toBe(202);
    expect((await net.start({ ...campaign, version: 3 })).problem.code).toBe('conflict');
    expect((await edit({ title: 'x' }, 3)).problem.code).toBe('closed');
  });

  it('is a token that is expired, foreign or for something else', async () => {
    const net = await begin();
    const [person = ''] = await net.takeIn(1, ['digest']);
    const campaign = await net.draft();
    await net.start(campaign);
    await invited(net, campaign.id, 1);
    const codeFor = async (token: string) =>
      (await call(net.url, 'POST', `/campaign-answers?token=${token}`, { body: { answer: 'yes' } })).problem
        .code;
    const expired = await net.answerToken(campaign.id, person, new Date(Date.now() - 1000));
    expect(await codeFor(expired)).toBe('expired-token');
    expect(await codeFor(await net.preferenceToken(person))).toBe('invalid-token');
    expect(await codeFor(await net.answerToken(newId(), person))).toBe('not-found');
    const elsewhere = await startNetwork();
    expect(await codeFor(await elsewhere.answerToken(campaign.id, person))).toBe('invalid-token');
    await elsewhere.stop();
    const stranger = await tokenFor(net.service, { person, network: 'another' });
    const crossed = await net.post(`/campaigns/${campaign.id}/answers`, { answer: 'yes' }, stranger);
    expect(crossed.problem.code).toBe('not-found');
    const host = await tokenFor(net.service, { roles: ['admin'], network: 'another' });
    expect((await call(net.url, 'GET', `/campaigns/${campaign.id}`, { as: host })).problem.code).toBe(
      'not-found',
    );
  });
});

describe('the rights', () => {
  it.each([
    ['GET', '/campaigns'],
    ['POST', '/campaigns'],
    ['GET', `/campaigns/${newId()}`],
    ['PATCH', `/campaigns/${newId()}`],
    ['POST', `/campaigns/${newId()}/start`],
  ])('to %s %s are the hosts’', async (method, path) => {
    for (const roles of [[], ['steering' as const]]) {
      const as = await tokenFor(shared.service, { roles });
      expect((await call(shared.url, method, path, { as })).problem.code).toBe('forbidden');
    }
    expect((await call(shared.url, method, path)).problem.code).toBe('unauthenticated');
    const as = await tokenFor(shared.service, { roles: ['hosting-team'] });
    expect((await call(shared.url, method, path, { as })).problem?.code).not.toBe('forbidden');
  });
});
