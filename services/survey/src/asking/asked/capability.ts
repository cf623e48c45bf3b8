import type { Capability } from '@skein/service-kit';
import { askedRoutes } from './routes.ts';

/** What each is asked, and their way to it as who is signed in. */
export const askedSurveys: Capability = { name: 'asked-surveys', routes: askedRoutes };
