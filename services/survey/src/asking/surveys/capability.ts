import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { announcementsCollection } from './announcements-store.ts';
import { startAnnouncing } from './announcing-rounds.ts';
import {
  type CountResponses,
  closingWith,
  type OnClosed,
  startClosing,
  startFilling,
} from './closing-rounds.ts';
import { giveInstrumentsToAskers } from './migrate.ts';
import { announcementRefills } from './refill.ts';
import { surveyRoutes } from './routes.ts';
import { surveysCollection } from './store.ts';

/** Surveys as they are seen, announced to the intake, and closed; `count` says how many have answered, and
 * `onClosed` is what others do then. */
export const surveysClosing = (
  count: CountResponses,
  ...onClosed: readonly OnClosed[]
): Capability<SurveyConfig> => {
  const close = closingWith(onClosed);
  return {
    name: 'surveys',
    collections: [surveysCollection, announcementsCollection],
    migrations: [giveInstrumentsToAskers],
    routes: (context) => surveyRoutes(context, close),
    refills: announcementRefills,
    loops: (context) => [
      startAnnouncing(context),
      startClosing(context, close),
      startFilling(context, close, count),
    ],
  };
};
