import { ServiceConfig } from '@skein/service-kit';
import { z } from 'zod';

/** What membership reads from its environment, beyond what every service does. */
export const MembershipConfig = ServiceConfig.extend({
  /** Whether administrators and the hosting team must give a passkey; unless said, wherever people come by https. */
  SKEIN_REQUIRE_PASSKEY: z.stringbool().optional(),
});
export type MembershipConfig = z.infer<typeof MembershipConfig>;

export const requiresPasskey = (config: MembershipConfig): boolean =>
  config.SKEIN_REQUIRE_PASSKEY ?? config.SKEIN_PUBLIC_URL.startsWith('https:');
