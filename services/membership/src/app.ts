import { defineService } from '@skein/service-kit';
import * as capabilities from './capabilities.ts';
import { MembershipConfig } from './config.ts';

/** Membership: people, communities, joining, consent, and who is signed in. */
export const membership = defineService({
  name: 'membership',
  config: MembershipConfig,
  capabilities: Object.values(capabilities),
});
