import type { Capability } from '@skein/service-kit';
import { consentRoutes } from './routes.ts';
import { consentsCollection } from './store.ts';
import { consentTextsCollection, seedTexts } from './text-store.ts';

/** What people agree to, in which words. */
export const consent: Capability = {
  name: 'consent',
  collections: [consentsCollection, consentTextsCollection],
  routes: consentRoutes,
  prepare: ({ config, readerOf }) => seedTexts(readerOf(config.SKEIN_NETWORK)),
};
