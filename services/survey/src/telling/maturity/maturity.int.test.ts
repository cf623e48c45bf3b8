import type { Assessment, MatrixView, Results } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { call, until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide({ intake: true, worker: true });
});
afterAll(() => side?.stop());

const levels = ['None', 'Some', 'Much', 'Nearly all', 'All'];
const questions = [
  { kind: 'levels', key: 'trust', text: 'Trust', levels },
  {
    kind: 'levels-matrix',
    key: 'health',
    text: 'Health',
    rows: [{ key: 'purpose', label: 'Purpose', levels }],
  },
];

const send = <T>(method: string, path: string, more: object = {}) =>
  call<T>(side.api.url, method, path, { as: side.admin, ...more });

/** A survey of the instrument with these ratings of trust and purpose. */
const rated = async (instrument: string, community: string, ratings: [number, number][]) => {
  const { body } = await side.open(instrument, { community, audience: { kind: 'open' } });
  await side.untilAnnounced(body.id);
  for (const [trust, purpose] of ratings) await side.answer(body.id, { trust, health: { purpose } });
  await until('all to be counted', async () => {
    const { body: results } = await send<Results>('GET', `/surveys/${body.id}/results`);
    return results.responses === ratings.length;
  });
  return body.id;
};

describe('an assessment', () => {
  it('brings inside, outside, agreed and target levels into one matrix, and its history', async () => {
    const { community } = await side.makeCommunity(1);
    const { instrument } = await side.publishContent({ title: 'Matrix', questions });
    const [inside, outside] = [
      await rated(instrument, community, [
        [4, 2],
        [4, 5],
        [4, 2],
      ]),
      await rated(instrument, community, [[2, 3]]),
    ];
    const body = {
      community,
      instrument,
      title: 'Spring',
      date: '2026-03-01',
      inside: [inside],
      outside: [outside],
    };
    const added = await send<Assessment>('POST', '/assessments', { body });
    expect(added).toMatchObject({ status: 201, body: { version: 1, agreed: {} } });
    const { id } = added.body;
    const levelsSet = {
      agreed: { trust: 3, 'health.purpose': 2 },
      target: { trust: 5 },
      targetDate: '2027-03-01',
    };
    const edit = { body: levelsSet, ifMatch: 1 };
    expect((await send('PATCH', `/assessments/${id}`, edit)).status).toBe(200);
    expect((await send('PATCH', `/assessments/${id}`, edit)).problem.code).toBe('stale-edit');
    const again = await send<Assessment>('POST', '/assessments', {
      body: { community, instrument, title: 'A year on', date: '2027-03-01', agreed: { trust: 4 } },
    });
    const { body: matrix } = await send<MatrixView>('GET', `/assessments/${id}/matrix`);
    expect(matrix.dimensions).toMatchObject([
      {
        ...{ key: 'trust', agreed: 3, target: 5, gap: -2 },
        inside: { raters: 3, mean: 4, sign: 'alike' },
        outside: { raters: 1, mean: 2 },
      },
      { key: 'health.purpose', agreed: 2, inside: { mean: 3, sign: 'divided' }, gap: 0 },
    ]);
    expect(matrix.dimensions[0]?.cells.map(({ now, target, outside: out }) => [now, target, out])).toEqual([
      ...[
        [false, false, false],
        [false, false, true],
        [true, false, false],
        [false, false, false],
      ],
      [false, true, false],
    ]);
    const later = await send<MatrixView>('GET', `/assessments/${again.body.id}/matrix`);
    expect(later.body.dimensions[0]?.history).toEqual([
      { assessment: id, date: '2026-03-01', agreed: 3, target: 5, inside: 4, outside: 2 },
      { assessment: again.body.id, date: '2027-03-01', agreed: 4 },
    ]);
    const list = await send<{ items: Assessment[] }>('GET', `/assessments?community=${community}`);
    expect(list.body.items.map((one) => one.id)).toEqual([again.body.id, id]);
  });

  it('names only surveys that whoever makes it may see, of its own instrument', async () => {
    const { community } = await side.makeCommunity(1);
    const { community: neighbour } = await side.makeCommunity(1);
    const { instrument } = await side.publishContent({ title: 'Matrix', questions });
    const foreign = await rated(instrument, neighbour, []);
    const as = await side.side.tokenFor({ communities: { [community]: 'facilitator' } });
    const body = { community, instrument, title: 'Spring', date: '2026-03-01' };
    expect((await send('POST', '/assessments', { as, body: { ...body, inside: [foreign] } })).status).toBe(
      403,
    );
    const wrong: [object, number, string][] = [
      [{ inside: [newId()] }, 422, '#/inside/0'],
      [{ instrument: newId() }, 422, '#/instrument'],
      [{ agreed: { trust: 6 } }, 400, '#/agreed/trust'],
      [{ agreed: { nothing: 1 } }, 400, '#/agreed/nothing'],
    ];
    for (const [over, status, pointer] of wrong) {
      const { problem } = await send('POST', '/assessments', { body: { ...body, ...over } });
      expect([problem.status, problem.errors?.[0]?.pointer]).toEqual([status, pointer]);
    }
    expect(await side.db.collection('assessments').countDocuments({ community })).toBe(0);
    const { body: made } = await send<Assessment>('POST', '/assessments', { as, body });
    const edit = { as, body: { inside: [foreign] }, ifMatch: 1 };
    expect((await send('PATCH', `/assessments/${made.id}`, edit)).status).toBe(403);
  });
});
