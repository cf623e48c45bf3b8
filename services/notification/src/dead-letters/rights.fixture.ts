import type { Fixtures } from '@skein/service-kit/testing';
import type { NotificationGround } from '../testing/ground.ts';

export const fixtures: Fixtures<NotificationGround> = {
  listDeadLetters: { prepare: () => ({ target: {} }) },
  replayDeadLetter: {
    prepare: async ({ deadLetter }) => ({ target: {}, params: { sequence: await deadLetter() } }),
  },
  dropDeadLetter: {
    prepare: async ({ deadLetter }) => ({ target: {}, params: { sequence: await deadLetter() } }),
  },
};
