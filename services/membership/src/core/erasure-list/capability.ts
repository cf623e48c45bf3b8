import type { Capability } from '@skein/service-kit';
import { erasureRequestsCollection } from './store.ts';

/** Who is to be erased, and who was: what everything that takes somebody in looks at. */
export const erasureList: Capability = { name: 'erasure-list', collections: [erasureRequestsCollection] };
