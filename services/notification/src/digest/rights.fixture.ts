import type { Fixtures } from '@skein/service-kit/testing';
import type { NotificationGround } from '../testing/ground.ts';
import { freshMonth } from '../testing/stage.ts';

export const fixtures: Fixtures<NotificationGround> = {
  collectDigest: { prepare: () => ({ target: {}, body: { month: freshMonth(), title: 'News' } }) },
  listDigests: { prepare: () => ({ target: {} }) },
  readDigest: { prepare: async ({ digest }) => ({ target: {}, params: { id: await digest() } }) },
  editDigest: {
    prepare: async ({ digest }) => ({
      target: {},
      params: { id: await digest() },
      body: { introduction: 'Hello' },
      ifMatch: 1,
    }),
  },
  collectMissing: {
    prepare: async ({ digest }) => ({ target: {}, params: { id: await digest() }, ifMatch: 1 }),
  },
  settleUnknown: {
    prepare: async ({ sentDigest }) => ({
      target: {},
      params: { id: await sentDigest() },
      body: { messageIds: ['<letter@example.org>'] },
    }),
  },
  resendUnknown: {
    prepare: async ({ sentDigest }) => ({
      target: {},
      params: { id: await sentDigest() },
      body: { unknown: 1 },
      ifMatch: 1,
    }),
  },
  sendDigest: { prepare: async ({ digest }) => ({ target: {}, params: { id: await digest() }, ifMatch: 1 }) },
};
