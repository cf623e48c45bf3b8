import type { Capability } from '@skein/service-kit';
import { personRightsRoutes } from './routes.ts';

/** What everybody may have of what is held about them. */
export const rightsOfAPerson: Capability = { name: 'rights-of-a-person', routes: personRightsRoutes };
