import type { Capability } from '@skein/service-kit';
import { memberRoutes } from './routes.ts';

/** Who comes into a community, leaves it, and takes on another role in it. */
export const members: Capability = { name: 'members', routes: memberRoutes };
