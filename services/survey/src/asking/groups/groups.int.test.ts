import { type CrossTab, communitiesContract, type Results, type Survey } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerAsMembership } from '../../testing/audience-side.ts';
import { rowsOfSurvey } from '../../testing/rows.ts';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
let membership: Awaited<ReturnType<typeof answerAsMembership>>;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
  membership = await answerAsMembership(side, {});
});
afterAll(async () => {
  membership.stop();
  await side.stop();
});

const get = async <T>(path: string) => (await call<T>(side.api.url, 'GET', path, { as: side.admin })).body;

/** A community of ten members, the first so many of them core, and some facilitators. */
const communityOf = async (core: number, facilitators: number) => {
  const { community, people } = await side.makeCommunity(core + facilitators + 10);
  const promoted = people.slice(0, core + facilitators);
  for (const [index, person] of promoted.entries()) {
    const role = index < core ? ('core' as const) : ('facilitator' as const);
    await side.side.publish(communitiesContract.events.membershipChanged, {
      subject: `${person}.${community}`,
      version: 2,
      data: { person, community, role },
    });
  }
  await until('their roles to be known', async () => {
    const known = { community, role: { $in: ['core', 'facilitator'] } };
    return (await side.db.collection('known_memberships').countDocuments(known)) === promoted.length;
  });
  return { community, people };
};

const answered = async (mode: Survey['mode'], core: number, facilitators: number) => {
  const { community, people } = await communityOf(core, facilitators);
  const audience = { kind: 'community', community };
  const survey = await side.openAndAnnounce({ mode, audience, groupBy: 'role' });
  expect(survey.groupBy).toBe('role');
  const tokens = new Map(
    (await side.linksFor(survey.id, people)).map(({ person, token }) => [person, token]),
  );
  for (const [index, person] of people.entries()) {
    const reply = await side.answer(
      survey.id,
      { mood: index < core ? 5 : 2 },
      { token: tokens.get(person), response: newId() },
    );
    expect(reply.status).toBe(202);
  }
  const { version } = await get<Survey>(`/surveys/${survey.id}`);
  await call(side.api.url, 'POST', `/surveys/${survey.id}/closing`, { as: side.admin, ifMatch: version });
  const results = await until('the results to be final', async () => {
    const found = await get<Results>(`/surveys/${survey.id}/results`);
    return found.state === 'final' && found.responses === people.length && found;
  });
  const path = `/surveys/${survey.id}/cross-tabs`;
  await call(side.api.url, 'POST', path, { as: side.admin, body: { rows: '@role', columns: 'mood' } });
  const table = await until('the cross-tab', async () => {
    const found = await get<CrossTab>(`${path}/@role/mood`);
    return found.state === 'ready' && found;
  });
  return { survey, results, table };
};

describe('groups by role', () => {
  it('are compared in a confidential survey where they are not too small', async () => {
    const { survey, results, table } = await answered('confidential', 9, 2);
    // Two facilitators are too few, and with them the next-lowest group is hidden.
    expect(results.roles).toMatchObject([{ role: 'member', invited: 10 }]);
    expect((await side.tallied(survey.id, '@role')).counts).toEqual({ core: 9, facilitator: 2, member: 10 });
    // Whoever is of no role that is kept has a row, and what is small is shown of none.
    expect(table.rows.options.map(({ key }) => key)).toEqual(['core', 'member', '@none']);
    expect(table).toMatchObject({ suppressed: false, responses: 21, about: expect.any(Number) });
    for (const figure of [...(table.cells ?? []), table.rowTotals ?? [], table.columnTotals ?? []].flat())
      expect(figure === null || figure >= 8).toBe(true);
    const kept = await rowsOfSurvey(side.db, 'responses', survey.id);
    expect(kept.some(({ role }) => role === 'facilitator')).toBe(false);
    expect(kept.some(({ community }) => community)).toBe(false);
    const path = `/surveys/${survey.id}/cross-tabs`;
    const body = { rows: '@community', columns: 'mood' };
    const other = await call(side.api.url, 'POST', path, { as: side.admin, body });
    expect(other.problem.code).toBe('conflict');
    const { instrument } = survey;
    const waves = await get<{ surveys: { roles?: unknown }[] }>(`/instruments/${instrument}/waves`);
    expect(waves.surveys[0]?.roles).toEqual(results.roles);
  });

  it('are all told in a named one', async () => {
    const { survey, results, table } = await answered('named', 1, 2);
    expect(results.roles?.map(({ role, invited, answered: count }) => [role, invited, count])).toEqual([
      ['core', 1, 1],
      ['facilitator', 2, 2],
      ['member', 10, 10],
    ]);
    expect(table.rowTotals).toEqual([1, 2, 10]);
    const csv = await fetch(`${side.api.url}/api/v1/surveys/${survey.id}/export`, {
      headers: { authorization: `Bearer ${side.admin}`, 'skein-network': 'testing' },
    });
    expect((await csv.text()).split('\r\n')[0]).toContain(',community,communityRole,');
  });
});
