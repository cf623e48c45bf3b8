import type { Capability } from '@skein/service-kit';
import { archiveRoutes } from './routes.ts';

/** The monthly letters that went out: to members, and to visitors those that are shown openly. */
export const archive: Capability = { name: 'archive', routes: archiveRoutes };
