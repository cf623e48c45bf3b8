import { walkRights } from '@skein/service-kit/testing';
import { communitiesFixtures } from './testing/rights/communities.ts';
import { consentsFixtures } from './testing/rights/consents.ts';
import { startRightsGround } from './testing/rights/ground.ts';
import { introductionsFixtures } from './testing/rights/introductions.ts';
import { peopleFixtures } from './testing/rights/people.ts';
import { sessionsFixtures } from './testing/rights/sessions.ts';

walkRights('membership', startRightsGround, {
  ...peopleFixtures,
  ...communitiesFixtures,
  ...consentsFixtures,
  ...sessionsFixtures,
  ...introductionsFixtures,
});
