import { isIP } from 'node:net';
import { ServiceConfig } from '@skein/service-kit';
import { z } from 'zod';
import { ReminderSettings } from './reminders/settings.ts';

/** What membership reads from its environment, beyond what every service does. */
export const MembershipConfig = ServiceConfig.extend({
  /** Whether administrators and the hosting team must give a passkey; unless said, wherever people come by https. */
  SKEIN_REQUIRE_PASSKEY: z.stringbool().optional(),
  ...ReminderSettings.shape,
}).refine((config) => !requiresPasskey(config) || isNamed(config.SKEIN_PUBLIC_URL), {
  path: ['SKEIN_PUBLIC_URL'],
  message:
    'needs a host name, since browsers keep no passkeys for a number (or set SKEIN_REQUIRE_PASSKEY=false)',
});
export type MembershipConfig = ServiceConfig &
  ReminderSettings & { SKEIN_REQUIRE_PASSKEY?: boolean | undefined };

export const requiresPasskey = ({ SKEIN_REQUIRE_PASSKEY, SKEIN_PUBLIC_URL }: MembershipConfig): boolean =>
  SKEIN_REQUIRE_PASSKEY ?? SKEIN_PUBLIC_URL.startsWith('https:');

/** Whether an address has a host name; passkeys are good for a name alone (WebAuthn 3, 5.1.2). */
export const isNamed = (url: string): boolean => !isIP(new URL(url).hostname.replaceAll(/[[\]]/g, ''));
