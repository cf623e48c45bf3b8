import { type Fixtures, until } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

/** A closed meeting, once it has minutes. */
const held = async ({ community, closed, db }: MeetingGround) => {
  const id = await closed();
  await until('there are minutes', () => db.collection('minutes').countDocuments({ meeting: id }));
  return { target: { community }, params: { id } };
};

export const fixtures: Fixtures<MeetingGround> = {
  readMinutes: { prepare: held },
  downloadMinutes: { prepare: held },
  amendMinutes: {
    // Nobody of the walk was there.
    prepare: async (ground) => ({ ...(await held(ground)), body: { text: 'The beds were four.' } }),
    meets: 'conflict',
  },
  approveMinutes: { prepare: async (ground) => ({ ...(await held(ground)), ifMatch: 1 }) },
};
