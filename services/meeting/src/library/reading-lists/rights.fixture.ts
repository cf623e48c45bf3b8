import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

const body = (community: string) => ({ community, title: 'For the spring' });
const made = ({ community, made: make }: MeetingGround) => make('/reading-lists', body(community));

export const fixtures: Fixtures<MeetingGround> = {
  makeReadingList: { prepare: ({ community }) => ({ target: { community }, body: body(community) }) },
  listReadingLists: { prepare: ({ community }) => ({ target: { community }, query: { community } }) },
  readReadingList: {
    prepare: async (ground) => ({
      target: { community: ground.community },
      params: { id: await made(ground) },
    }),
  },
  editReadingList: {
    right: 'library.tidy',
    prepare: async (ground) => ({
      target: { community: ground.community },
      params: { id: await made(ground) },
      body: { title: 'For the summer' },
      ifMatch: 1,
    }),
  },
  removeReadingList: {
    right: 'library.tidy',
    prepare: async (ground) => ({
      target: { community: ground.community },
      params: { id: await made(ground) },
    }),
  },
};
