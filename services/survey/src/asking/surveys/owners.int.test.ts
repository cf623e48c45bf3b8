import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SurveySide, startSurveySide } from '../../testing/survey-side.ts';
import { giveInstrumentsToAskers } from './migrate.ts';

let side: SurveySide;
beforeAll(async () => {
  side = await startSurveySide();
});
afterAll(() => side.stop());

test('an older instrument becomes the community’s that alone has asked it; others are the network’s', async () => {
  const [{ community }, { community: other }] = [await side.makeCommunity(1), await side.makeCommunity(1)];
  const askedBy = async (...communities: (string | undefined)[]): Promise<string> => {
    const { instrument } = await side.publishInstrument();
    for (const one of communities) {
      const audience = one ? { kind: 'community', community: one } : { kind: 'open' };
      expect((await side.open(instrument, { audience })).status).toBe(201);
    }
    return instrument;
  };
  const own = await askedBy(community, community);
  const shared = [await askedBy(), await askedBy(community, other), await askedBy(community, undefined)];
  const ownerOf = async (_id: string) =>
    (await side.db.collection('instruments').findOne({ _id: _id as never }))?.community;
  for (const _time of [1, 2]) {
    await giveInstrumentsToAskers.run(side.api.context);
    expect(await ownerOf(own)).toBe(community);
    for (const one of shared) expect(await ownerOf(one)).toBeUndefined();
  }
});
