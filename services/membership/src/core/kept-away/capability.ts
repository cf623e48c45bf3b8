import type { Capability } from '@skein/service-kit';
import { ensureAddressKey, keptAwayCollections } from './store.ts';

/** Addresses that nobody but whoever has them brings back: of those who were erased, or asked never to be written to. */
export const keptAway: Capability = {
  name: 'kept-away',
  collections: keptAwayCollections,
  prepare: ({ db }) => ensureAddressKey({ db }),
};
