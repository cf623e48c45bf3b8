import { isIP } from 'node:net';
import { publicUrlOf, ServiceConfig, withPublicAddress } from '@skein/service-kit';
import { z } from 'zod';
import { ReminderSettings } from './core/reminders/settings.ts';
import { SendingSettings } from './core/sending/settings.ts';

/** What membership reads from its environment, beyond what every service does. */
export const MembershipConfig = withPublicAddress(
  ServiceConfig.extend({
    /** Whether administrators and the hosting team must give a passkey; unless said, wherever people come by https. */
    SKEIN_REQUIRE_PASSKEY: z.stringbool().optional(),
    ...ReminderSettings.shape,
    ...SendingSettings.shape,
  }),
).superRefine((config, context) => {
  const addresses = new Map([
    ['SKEIN_PUBLIC_URL', config.SKEIN_PUBLIC_URL === undefined ? [] : [config.SKEIN_PUBLIC_URL]],
    ['SKEIN_SITES', [...config.SKEIN_SITES.values()]],
  ]);
  for (const [variable, urls] of addresses) {
    if (urls.every((url) => !requiredAt(config, url) || isNamed(url))) continue;
    const message =
      'needs a host name, since browsers keep no passkeys for a number (or set SKEIN_REQUIRE_PASSKEY=false)';
    context.addIssue({ code: 'custom', path: [variable], message });
  }
});
export type MembershipConfig = ServiceConfig &
  ReminderSettings &
  SendingSettings & { SKEIN_REQUIRE_PASSKEY?: boolean | undefined };

const requiredAt = ({ SKEIN_REQUIRE_PASSKEY }: MembershipConfig, url: string): boolean =>
  SKEIN_REQUIRE_PASSKEY ?? url.startsWith('https:');

export const requiresPasskey = (config: MembershipConfig, network: string): boolean =>
  requiredAt(config, publicUrlOf(config, network));

/** Whether an address has a host name; passkeys are good for a name alone (WebAuthn 3, 5.1.2). */
export const isNamed = (url: string): boolean => !isIP(new URL(url).hostname.replaceAll(/[[\]]/g, ''));
