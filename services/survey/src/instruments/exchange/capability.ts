import type { Capability } from '@skein/service-kit';
import { exchangeRoutes } from './routes.ts';

/** Instruments out of the network and into it, as files. */
export const exchange: Capability = {
  name: 'exchange',
  routes: exchangeRoutes,
};
