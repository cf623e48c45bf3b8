import { type FixtureModule, gathered, walkRights } from '@skein/service-kit/testing';
import { type SurveyGround, startGround } from './testing/ground.ts';

walkRights(
  'survey',
  startGround,
  gathered(import.meta.glob<FixtureModule<SurveyGround>>('./**/rights.fixture.ts', { eager: true })),
);
