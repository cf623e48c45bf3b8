import { type Publication, publicationsContract, type Results, type Survey } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProcess } from '../../testing/process.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
});
afterAll(() => side?.stop());

const send = <T>(method: string, path: string, more: object = {}) =>
  call<T>(side.api.url, method, path, { as: side.admin, ...more });

/** A named survey of a community's members that the first of them have answered. */
const answered = async (members: number, answering: number) => {
  const { community, people } = await side.makeCommunity(members);
  const survey = await side.openAndAnnounce({ community, audience: { kind: 'community', community } });
  const links = await side.linksFor(survey.id, people.slice(0, answering));
  for (const { token } of links) await side.answer(survey.id, { mood: 4 }, { token });
  await until('the responses to be counted', async () => {
    const { body } = await send<Results>('GET', `/surveys/${survey.id}/results`);
    return body.responses === answering;
  });
  return { survey, community, people };
};

const publish = (survey: Survey, audience: object, letter = true) =>
  send<Publication>('POST', `/surveys/${survey.id}/publications`, {
    body: { title: 'What came of it', audience, questions: [{ key: 'mood' }], letter },
  });

interface Told {
  readonly envelope: {
    readonly subject: string;
    readonly data: { readonly publication: string; readonly people: string[] };
  };
}
const eventsOf = (publication: string) =>
  side.db
    .collection<Told>('outbox')
    .find({ 'envelope.data.publication': publication, 'envelope.data.people': { $exists: true } })
    .sort({ _id: 1 })
    .toArray();
const whenTold = async (publication: string) => {
  await until(
    'all to be told',
    async () => !(await side.db.collection('result_letters').findOne({ publication })),
  );
  return (await eventsOf(publication)).flatMap(({ envelope }) => envelope.data.people);
};
const readers = async (publication: string, people: string[], network = 'testing') =>
  ask(side.side.nats, side.environment.SKEIN_PREFIX ?? '', publicationsContract.questions.readers, {
    network,
    publication,
    people,
  });

describe('telling those whom published results are for', () => {
  it('names each of the audience once, and nobody where it was not asked for', async () => {
    const { survey, community, people } = await answered(9, 8);
    const toCommunity = (await publish(survey, { kind: 'community', community })).body.id;
    expect((await whenTold(toCommunity)).toSorted()).toEqual(people.toSorted());
    const toRespondents = (await publish(survey, { kind: 'respondents' })).body.id;
    expect((await whenTold(toRespondents)).toSorted()).toEqual(people.slice(0, 8).toSorted());
    const toAll = (await publish(survey, { kind: 'public' })).body.id;
    expect(await whenTold(toAll)).toEqual(expect.arrayContaining(people));
    const quiet = (await publish(survey, { kind: 'community', community }, false)).body.id;
    expect(await side.db.collection('result_letters').countDocuments()).toBe(0);
    expect(await eventsOf(quiet)).toEqual([]);

    const stranger = newId();
    expect(await readers(toCommunity, [...people, stranger])).toMatchObject({
      results: { title: 'What came of it', readers: expect.not.arrayContaining([stranger]) },
    });
    expect((await readers(toRespondents, people))?.results?.readers).toHaveLength(8);
    expect(await readers(toCommunity, people, 'elsewhere')).toEqual({});
    expect((await send('POST', `/publications/${toCommunity}/withdrawal`, { ifMatch: 1 })).status).toBe(200);
    expect(await readers(toCommunity, people)).toEqual({});
  });

  it('tells nobody of what is refused', async () => {
    const { survey } = await answered(3, 1);
    const refused = await publish(survey, { kind: 'network' });
    expect(refused.status).toBe(409);
    expect(await side.db.collection('result_letters').countDocuments()).toBe(0);
    const odd = { title: 'A', audience: { kind: 'public' }, questions: [{ key: 'mood' }], letter: 'yes' };
    expect((await send('POST', `/surveys/${survey.id}/publications`, { body: odd })).problem).toMatchObject({
      ...{ status: 400, errors: [{ pointer: '#/letter' }] },
    });
  });

  it('names nobody twice and leaves nobody out, though a process is killed on the way', async () => {
    const { survey, community } = await answered(9, 8);
    const more = Array.from({ length: 4_000 }, () => {
      const person = newId();
      const row = { network: 'testing', person, community, role: 'member', version: 1 };
      return { _id: `${person}.${community}` as never, ...row };
    });
    await side.db.collection('known_memberships').insertMany(more);
    const { kill } = await startProcess('main', side.environment);
    const { id } = (await publish(survey, { kind: 'community', community })).body;
    await until('the first to be told', async () => (await eventsOf(id)).length > 0);
    await kill();
    const told = await whenTold(id);
    expect(told).toHaveLength(4_009);
    expect(new Set(told).size).toBe(4_009);
  });
});
