import type { Fixtures } from '@skein/service-kit/testing';
import type { NotificationGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<NotificationGround> = {
  listUnknownLetters: { prepare: () => ({ target: {} }) },
  settleUnknownLetters: {
    prepare: () => ({ target: {}, body: { messageIds: ['<letter@example.org>'] } }),
  },
  resendUnknownLetters: {
    prepare: async ({ unknownInvitation }) => ({
      target: {},
      body: { kind: 'invitation', cause: await unknownInvitation(), unknown: 1 },
    }),
  },
};
