import type { CrossTab, Results } from '@skein/contracts';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { smallestGroup } from './testing/outsider/collect.ts';
import { drawSurvey } from './testing/outsider/drawn.ts';
import { byTheForm } from './testing/outsider/knows.ts';
import { boundsOf, lessKnown } from './testing/outsider/solve.ts';
import { allTold } from './testing/outsider/told.ts';
import { byRole, countsOf, sidesOf } from './testing/outsider/world.ts';
import { type SurveySide, startSurveySide } from './testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
});
afterAll(() => side?.stop());

const known = 8;
const drawn = [5, 11, 17].map(drawSurvey).find(({ people }) => people.length >= 24) ?? drawSurvey(3);

it('a member who knows eight people computes no small count from all that the service gives them', async () => {
  const { questions, people } = drawn;
  const { community, people: members } = await side.makeCommunity(people.length);
  const published = await side.publishContent({ title: 'Drawn', questions });
  const audience = { kind: 'people', people: members };
  const { body: survey, status: opened } = await side.open(published.instrument, {
    ...{ mode: 'confidential', community, audience },
  });
  expect(opened).toBe(201);
  await side.untilAnnounced(survey.id);
  for (const [index, { token }] of (await side.linksFor(survey.id, members)).entries()) {
    const { status } = await side.answer(survey.id, people[index]?.answers ?? {}, { token });
    expect(status).toBe(202);
  }
  const { version } = survey;
  await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, { as: side.admin, ifMatch: version });

  const as = await side.side.tokenFor({ communities: { [community]: 'member' } });
  const results = await until('all to be counted', async () => {
    const { body } = await call<Results>(side.api.url, 'GET', `/surveys/${survey.id}/results`, { as });
    return body.state === 'final' && body.responses === people.length && body;
  });
  const tables: CrossTab[] = [];
  for (const { key: rows } of questions)
    for (const { key: columns } of questions) {
      const body = { rows, columns };
      const path = `/surveys/${survey.id}/cross-tabs`;
      if ((await call(side.api.url, 'POST', path, { as, body })).status !== 202) continue;
      const table = await until('the cross-tab', async () => {
        const reply = await call<CrossTab>(side.api.url, 'GET', `${path}/${rows}/${columns}`, { as });
        return reply.body.state === 'ready' && reply.body;
      });
      tables.push(table);
    }
  expect(results.questions.length).toBe(questions.length);
  expect(tables.length).toBeGreaterThan(12);

  const sides = sidesOf(questions).filter(({ key }) => key !== byRole);
  const all = countsOf(people, sides);
  const friends = countsOf(people.slice(0, known), sides);
  const form = byTheForm(sides, people.length - known);
  const before = boundsOf(form, people.length - known);
  const told = lessKnown(allTold({ results, tables }, sides), friends);
  const after = boundsOf([...form, ...told], people.length - known);
  const found = [...after].filter(([name, { low, high }]) => {
    const was = before.get(name);
    return low === high && was?.low !== was?.high && (all.get(name) ?? 0) < smallestGroup;
  });
  expect(found).toEqual([]);
});
