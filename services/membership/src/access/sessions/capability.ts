import type { Capability } from '@skein/service-kit';
import { sessionCollections } from './store.ts';

/** Browsers that are signed in, and the links that sign them in. */
export const sessions: Capability = { name: 'sessions', collections: sessionCollections };
