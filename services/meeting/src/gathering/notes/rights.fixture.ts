import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

/** “Beds”, as a change of an empty note. */
const beds = 'AQEBAAQBBG5vdGUEQmVkcwA=';

export const fixtures: Fixtures<MeetingGround> = {
  readNotes: {
    prepare: async ({ community, meeting }) => ({ target: { community }, params: { id: await meeting() } }),
  },
  writeNote: {
    prepare: async ({ community, meeting }) => {
      const id = await meeting();
      return { target: { community }, params: { id, item: id }, body: { update: beds } };
    },
  },
  // What is followed has no end; notes.int.test.ts waits for none.
  followNotes: {
    prepare: async ({ community, closed }) => ({ target: { community }, params: { id: await closed() } }),
    meets: 'closed',
  },
};
