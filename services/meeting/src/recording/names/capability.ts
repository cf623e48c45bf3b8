import type { Capability } from '@skein/service-kit';
import { meetingNameRoutes } from './routes.ts';

/** What those are called whom the record of a meeting names, for those who may read it. */
export const meetingNames: Capability = { name: 'meeting-names', routes: meetingNameRoutes };
