import { digestsContract, type OpenText, type Publication, type Results } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { ask, call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
});
afterAll(() => side?.stop());

const send = <T>(method: string, path: string, more: object = {}) =>
  call<T>(side.api.url, method, path, { as: side.admin, ...more });
const counted = (id: string, responses: number) =>
  until('the responses to be counted', async () => {
    const { body } = await send<Results>('GET', `/surveys/${id}/results`);
    return body.responses === responses;
  });
const digest = async () => {
  const period = { from: new Date(0).toISOString(), until: new Date(Date.now() + 60_000).toISOString() };
  const answer = await ask(
    side.side.nats,
    side.environment.SKEIN_PREFIX ?? '',
    digestsContract.questions.section,
    {
      network: 'testing',
      ...period,
    },
  );
  const sections = (answer as { sections: { title: string; items: { link?: string }[] }[] }).sections;
  return sections.find(({ title }) => title === 'Results published')?.items ?? [];
};

describe('published results', () => {
  it('are a snapshot for their audience, with cleared texts alone, and can be withdrawn', async () => {
    const { people } = await side.makeCommunity(9);
    const survey = await side.openAndAnnounce({ audience: { kind: 'people', people } });
    const links = await side.linksFor(survey.id, people);
    for (const [index, { token }] of links.slice(0, 8).entries())
      await side.answer(survey.id, { mood: 4, why: `Reason ${index}` }, { token });
    await counted(survey.id, 8);
    const base = `/surveys/${survey.id}`;
    await send('POST', `${base}/questions/why/reading`);
    const texts = await until('the texts', async () => {
      const { body } = await send<{ items: OpenText[] }>('GET', `${base}/questions/why/texts`);
      return body.items.length === 8 && body.items;
    });
    const clear = { body: { cleared: true }, ifMatch: 1 };
    expect((await send('PUT', `${base}/texts/${texts[0]?.id}/clearance`, clear)).status).toBe(200);
    const questions = [{ key: 'mood' }, { key: 'why', texts: true }];
    const publish = (audience: object) =>
      send<Publication>('POST', `${base}/publications`, {
        body: { title: 'What you said', audience, questions },
      });
    const open = await publish({ kind: 'public' });
    expect(open.status).toBe(201);
    expect(open.body).toMatchObject({ responses: 8, questions: [{ mean: 4 }, { texts: [texts[0]?.text] }] });

    // What comes later changes nothing of it.
    await side.answer(survey.id, { mood: 1 }, { token: links[8]?.token });
    await counted(survey.id, 9);
    const read = (id: string, as?: string) =>
      call<Publication>(side.api.url, 'GET', `/publications/${id}`, { as });
    expect((await read(open.body.id)).body).toEqual(open.body);

    const own = await publish({ kind: 'respondents' });
    const asPerson = (person: string) => side.side.tokenFor({ person });
    expect((await read(own.body.id)).status).toBe(401);
    expect((await read(own.body.id, await asPerson(people[0] as string))).status).toBe(200);
    const readBy = async (as?: string) => {
      const { body } = await call<{ items: Publication[] }>(side.api.url, 'GET', '/publications', { as });
      return body.items.filter((one) => one.survey === survey.id).map(({ id }) => id);
    };
    expect(await readBy()).toEqual([open.body.id]);
    expect(await readBy(await asPerson(newId()))).toEqual([open.body.id]);
    expect(await readBy(await asPerson(people[0] as string))).toEqual([own.body.id, open.body.id]);
    expect((await read(own.body.id, await asPerson(newId()))).status).toBe(403);

    const linkOf = ({ body: { id } }: { body: Publication }) => expect.stringContaining(`/results#id=${id}`);
    const items = await digest();
    expect(items).toContainEqual(expect.objectContaining({ title: 'What you said', link: linkOf(open) }));
    expect(items).not.toContainEqual(expect.objectContaining({ link: linkOf(own) }));

    const withdraw = (ifMatch: number) =>
      send<Publication>('POST', `/publications/${open.body.id}/withdrawal`, { ifMatch });
    expect((await withdraw(1)).body).toMatchObject({ version: 2, withdrawnAt: expect.any(String) });
    expect((await withdraw(2)).problem.code).toBe('conflict');
    expect((await read(open.body.id)).status).toBe(404);
    expect(await digest()).not.toContainEqual(expect.objectContaining({ link: linkOf(open) }));
    const { body: listed } = await send<{ items: Publication[] }>('GET', `${base}/publications`);
    expect(listed.items.map(({ id }) => id)).toEqual([own.body.id, open.body.id]);
    const events = await side.db.collection('outbox').find({ 'envelope.subject': open.body.id }).toArray();
    expect(events.map(({ envelope }) => envelope.type.split('.').at(-2))).toEqual(['published', 'withdrawn']);
  });

  it('are refused where too few answered, or the audience is not there', async () => {
    const { id } = await side.openAndAnnounce({ audience: { kind: 'open' } });
    await side.answer(id, { mood: 4 });
    await counted(id, 1);
    const publish = (audience: object, questions: object[] = [{ key: 'mood' }]) =>
      send('POST', `/surveys/${id}/publications`, { body: { title: 'Few', audience, questions } });
    expect((await publish({ kind: 'network' })).problem).toMatchObject({
      ...{ status: 409, errors: [{ pointer: '#/questions/0/key' }] },
    });
    expect((await publish({ kind: 'community', community: newId() })).problem).toMatchObject({
      ...{ status: 422, errors: [{ pointer: '#/audience/community' }] },
    });
    expect((await publish({ kind: 'public' }, [])).status).toBe(400);
    expect(await side.db.collection('publications').countDocuments({ survey: id })).toBe(0);
  });
});
