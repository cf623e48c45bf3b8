import type { Capability } from '@skein/service-kit';
import { pastResponsesRoutes } from './routes.ts';

/** Responses of earlier surveys, given elsewhere, beside the later ones. */
export const pastResponses: Capability = {
  name: 'past-responses',
  routes: pastResponsesRoutes,
};
