import { newId } from '@skein/service-kit';
import type { Fixtures } from '@skein/service-kit/testing';
import type { RightsGround } from '../../testing/rights-ground.ts';

const wish = async ({ db, network, community, member }: RightsGround): Promise<string> => {
  const _id = newId();
  const asked = { person: await member(), to: await member(), reason: 'Both look after carers.' };
  const row = { _id, network, version: 1, ...asked, community, status: 'open', askedAt: new Date() };
  await db
    .collection<{ _id: string }>('introduction_wishes')
    .insertOne({ ...row, forgetAt: new Date(Date.now() + 600_000) } as never);
  return _id;
};

export const fixtures: Fixtures<RightsGround> = {
  wishToMeet: {
    right: 'people.read',
    prepare: async ({ community, member }) => {
      const to = await member();
      return { target: { community }, body: { to, reason: 'Both of us look after carers.' } };
    },
  },
  listIntroductionWishes: { prepare: () => ({ target: {} }) },
  decideIntroductionWish: {
    prepare: async (ground) => ({
      target: { community: ground.community },
      params: { id: await wish(ground) },
      body: { status: 'declined', answer: 'Not just now.' },
      ifMatch: 1,
    }),
  },
};
