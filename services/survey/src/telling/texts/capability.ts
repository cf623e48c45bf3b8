import type { Capability } from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { textRoutes } from './routes.ts';
import { textsCollection } from './store.ts';
import { themeRoutes } from './theme-routes.ts';
import { themesCollection } from './themes-store.ts';

/** What people wrote in their own words: read, counted by words, sorted by themes, cleared for publishing. */
export const texts: Capability<SurveyConfig> = {
  name: 'texts',
  collections: [textsCollection, themesCollection],
  routes: (context) => [...textRoutes(context), ...themeRoutes(context)],
};
