import { type FixtureModule, gathered, walkRights } from '@skein/service-kit/testing';
import { type NotificationGround, startGround } from './testing/ground.ts';

const modules = import.meta.glob<FixtureModule<NotificationGround>>('./**/rights.fixture.ts', {
  eager: true,
});

walkRights('notification', startGround, gathered(modules));
