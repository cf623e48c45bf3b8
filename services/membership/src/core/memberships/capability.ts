import type { Capability } from '@skein/service-kit';
import { membershipsCollection } from './store.ts';

/** Who has which place in which community. */
export const memberships: Capability = { name: 'memberships', collections: [membershipsCollection] };
