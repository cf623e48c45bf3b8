import type { Capability } from '@skein/service-kit';
import { auditRoutes } from './routes.ts';

/** Who did what, in all services. */
export const audit: Capability = { name: 'audit', routes: auditRoutes };
