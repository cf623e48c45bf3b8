import type { Fixtures } from '@skein/service-kit/testing';
import type { NotificationGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<NotificationGround> = {
  readMailAddress: {
    prepare: ({ community }) => ({ target: { community }, params: { community } }),
  },
};
