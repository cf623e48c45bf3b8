import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

let number = 0;

/** Notes that nobody brought yet: the same ones are not taken in twice. */
const notes = (): string => {
  number += 1;
  return `Meeting notes ${number}\nPresent: Ann Lee\nWe spoke.`;
};

const facts = { title: 'An earlier call', startsAt: '2019-04-12T08:30:00Z', minutes: 90 };

export const fixtures: Fixtures<MeetingGround> = {
  previewPastMeeting: {
    prepare: ({ community }) => ({ target: { community }, body: { community, text: notes() } }),
  },
  takeInPastMeeting: {
    prepare: ({ community }) => ({ target: { community }, body: { community, text: notes(), ...facts } }),
  },
  readPastFindings: {
    prepare: async ({ community, past }) => ({
      target: { community },
      params: { id: await past({ community, text: notes(), ...facts }) },
    }),
  },
};
