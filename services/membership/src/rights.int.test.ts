import { type FixtureModule, gathered, walkRights } from '@skein/service-kit/testing';
import { type RightsGround, startRightsGround } from './testing/rights-ground.ts';

const modules = import.meta.glob<FixtureModule<RightsGround>>('./**/rights.fixture.ts', { eager: true });

walkRights('membership', startRightsGround, gathered(modules));
