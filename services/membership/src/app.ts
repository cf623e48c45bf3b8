import { defineService } from '@skein/service-kit';
import * as capabilities from './capabilities.ts';
import { MembershipConfig } from './config.ts';

/** Membership: people, communities, joining, consent, and who is signed in. */
export const membership = defineService({
  name: 'membership',
  config: MembershipConfig,
  // In the order of their names, which is the same in every process: how far an erasure got is the place of a collection.
  capabilities: Object.values(capabilities).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
});
