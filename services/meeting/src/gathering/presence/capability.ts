import type { Capability } from '@skein/service-kit';
import { presenceRoutes } from './routes.ts';

/** People at a meeting say so themselves, beside the list that is kept by who runs it. */
export const presence: Capability = { name: 'presence', routes: presenceRoutes };
