import type { Capability } from '@skein/service-kit';
import { evidenceRoutes } from './routes.ts';

/** Who agreed to what, listed and exported as evidence. */
export const consentEvidence: Capability = { name: 'consent-evidence', routes: evidenceRoutes };
