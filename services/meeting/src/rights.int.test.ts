import { type FixtureModule, gathered, walkRights } from '@skein/service-kit/testing';
import { type MeetingGround, startGround } from './testing/ground.ts';

const modules = import.meta.glob<FixtureModule<MeetingGround>>('./**/rights.fixture.ts', { eager: true });

walkRights('meeting', startGround, gathered(modules));
