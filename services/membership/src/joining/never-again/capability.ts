import type { Capability } from '@skein/service-kit';
import { neverAgainRoutes } from './routes.ts';

/** Somebody who is no member has the network never write to them again. */
export const neverAgain: Capability = { name: 'never-again', routes: neverAgainRoutes };
