import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

const held = async ({ community, closed }: MeetingGround) => ({
  target: { community },
  params: { id: await closed() },
});

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
