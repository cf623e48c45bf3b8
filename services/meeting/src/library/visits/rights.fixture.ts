import type { Fixtures } from '@skein/service-kit/testing';
import type { MeetingGround } from '../../testing/ground.ts';

export const fixtures: Fixtures<MeetingGround> = {
  noteLibraryVisit: { prepare: () => ({ target: 'anywhere' }) },
};
