import { type Community, type Proposal, proposalsContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, call, tokenFor } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchLetters } from '../../testing/letters.ts';
import { type Network, startNetwork } from '../../testing/network.ts';

let net: Network;
let mail: ReturnType<typeof catchLetters>;
beforeAll(async () => {
  net = await startNetwork();
  mail = catchLetters(net);
});
afterAll(async () => {
  mail.stop();
  await net.stop();
});

const body = (over: object = {}) => ({ slug: `p-${newId()}`, name: 'Weavers', domain: 'Bridging', ...over });
const member = async () => {
  const [person = ''] = await net.takeIn(1, []);
  return { person, as: await tokenFor(net.service, { person }) };
};
const propose = (as: string, over: object = {}) => net.post<Proposal>('/community-proposals', body(over), as);
const step = (id: string, what: string, ifMatch: number, as = net.admin, sent?: object) =>
  call<Proposal>(net.url, 'POST', `/community-proposals/${id}/${what}`, {
    as,
    ifMatch,
    ...(sent && { body: sent }),
  });
const listed = async (as: string, query = '') =>
  (await call<{ items: Proposal[] }>(net.url, 'GET', `/community-proposals${query}`, { as })).body.items;

describe('a proposal', () => {
  it('is asked to change, changed, submitted again and accepted: the community is founded', async () => {
    const { person, as } = await member();
    const [founder = ''] = await net.takeIn(1, []);
    const email = `${newId()}@example.org`;
    const made = await propose(as, { founders: [founder], invite: [email], why: 'Nobody bridges' });
    expect(made).toMatchObject({ status: 201, body: { status: 'submitted', version: 1, proposer: person } });
    const { id, slug } = made.body;
    const asked = await step(id, 'changes', 1, net.admin, { comment: 'Who comes?' });
    expect(asked.body).toMatchObject({ status: 'changes-asked', version: 2 });
    const edit = { as, ifMatch: 2, body: { why: 'Twelve of us' } };
    const edited = await call<Proposal>(net.url, 'PATCH', `/community-proposals/${id}`, edit);
    expect(edited.body).toMatchObject({ status: 'changes-asked', version: 3, why: 'Twelve of us' });
    expect((await step(id, 'acceptance', 3, net.admin, {})).problem.code).toBe('conflict');
    expect((await step(id, 'submission', 3, as, { comment: 'Done' })).body.version).toBe(4);
    const accepted = (await step(id, 'acceptance', 4, net.admin, { comment: 'Go well' })).body;
    expect(accepted).toMatchObject({ status: 'accepted', version: 5, invite: [] });
    expect(accepted.history.map(({ status, comment }) => [status, comment])).toEqual([
      ['submitted', undefined],
      ['changes-asked', 'Who comes?'],
      ['submitted', 'Done'],
      ['accepted', 'Go well'],
    ]);
    const community = await call<Community>(net.url, 'GET', `/communities/${accepted.community}`, { as });
    expect(community.body).toMatchObject({ slug, status: 'forming', members: 1, facilitators: [{ person }] });
    const invited = { community: accepted.community, person: founder, status: 'open' };
    expect(await net.db.collection('invitations').countDocuments(invited)).toBe(1);
    await mail.tokenTo(email);
    const steps = [2, 4, 5].map((version) => ({ proposal: id, version }));
    const { nats, config } = net.service.context;
    const answered = await ask(nats, config.SKEIN_PREFIX, proposalsContract.questions.steps, {
      network: 'testing',
      steps,
    });
    expect(answered?.steps).toMatchObject([
      { version: 2, status: 'changes-asked', comment: 'Who comes?', name: 'Weavers' },
      { version: 5, status: 'accepted', link: expect.stringContaining(`/communities/${accepted.community}`) },
    ]);
    const texts = JSON.stringify(
      await net.db.collection('outbox').find({ 'envelope.subject': id }).toArray(),
    );
    for (const said of ['Who comes?', 'Twelve', email]) expect(texts).not.toContain(said);
  });

  it('is declined with a reason, or withdrawn, and then stays', async () => {
    const { as } = await member();
    const { id } = (await propose(as)).body;
    const silent = await step(id, 'refusal', 1, net.admin, { reason: '' });
    expect(silent.problem).toMatchObject({ status: 400, errors: [{ pointer: '#/reason' }] });
    expect((await step(id, 'refusal', 1, net.admin, { reason: 'There is one' })).body.status).toBe(
      'declined',
    );
    expect((await step(id, 'withdrawal', 2, as)).problem.code).toBe('conflict');
    const other = (await propose(as)).body;
    expect((await step(other.id, 'withdrawal', 1, as)).body.status).toBe('withdrawn');
    expect((await step(other.id, 'acceptance', 2, net.admin, {})).problem.code).toBe('conflict');
  });

  it('is listed for its proposer and for hosts, and for nobody else', async () => {
    const { person, as } = await member();
    const { id } = (await propose(as)).body;
    expect((await listed(as, `?proposer=${person}`)).map((one) => one.id)).toEqual([id]);
    expect((await listed(net.admin, '?status=submitted')).map((one) => one.id)).toContain(id);
    const all = await call(net.url, 'GET', '/community-proposals', { as });
    expect(all.problem.code).toBe('forbidden');
    const { as: another } = await member();
    const foreign = await call(net.url, 'GET', `/community-proposals/${id}`, { as: another });
    expect(foreign.problem.code).toBe('forbidden');
    expect((await step(id, 'withdrawal', 1, net.admin)).problem.code).toBe('forbidden');
  });

  it('founds nothing where its slug was taken meanwhile', async () => {
    const { as } = await member();
    const { id, slug } = (await propose(as)).body;
    await net.post('/communities', { slug, name: 'First', domain: 'D', description: '', joining: 'open' });
    const refused = await step(id, 'acceptance', 1, net.admin, {});
    expect(refused.problem).toMatchObject({ code: 'already-exists', errors: [{ pointer: '#/slug' }] });
    expect((await listed(net.admin, '?status=submitted')).some((one) => one.id === id)).toBe(true);
    expect((await propose(as, { slug })).problem).toMatchObject({ errors: [{ pointer: '#/slug' }] });
  });

  it('is accepted once, by two hosts at the same moment', async () => {
    const { as } = await member();
    const { id, slug } = (await propose(as)).body;
    const both = await Promise.all([1, 2].map(() => step(id, 'acceptance', 1, net.admin, {})));
    expect(both.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    expect(await net.db.collection('communities').countDocuments({ slug })).toBe(1);
  });

  it.each([
    ['a slug that is none', { slug: 'Not a slug' }, 400, '#/slug'],
    ['an unknown founder', { founders: [newId()] }, 422, '#/founders/0'],
    ['an address that is none', { invite: ['x'] }, 400, '#/invite/0'],
    ['no name', { name: '' }, 400, '#/name'],
  ])('is refused with %s', async (_what, over, status, pointer) => {
    const { person, as } = await member();
    expect((await propose(as, over)).problem).toMatchObject({ status, errors: [{ pointer }] });
    expect(await listed(as, `?proposer=${person}`)).toEqual([]);
  });

  it('is made by members alone', async () => {
    expect((await propose(await tokenFor(net.service))).problem.code).toBe('forbidden');
  });
});
