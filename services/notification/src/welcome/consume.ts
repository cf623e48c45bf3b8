import { eventStream, membershipEvents } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, hostOf, on, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { newLetter, putLetters } from '../delivery/store.ts';

/** A welcome for each who joins a community, once a membership; nobody is welcomed for having been imported. */
export const welcomeConsumer = ({ config, now }: ServiceContext<NotificationConfig>): ConsumerDeclaration => {
  return eventConsumer(
    'notification-welcome',
    (prefix) => eventStream(prefix, 'membership'),
    on(membershipEvents.membershipStarted, async ({ data, network, subject }, tx) => {
      if (!data.welcome) return;
      const { person, community } = data;
      await putLetters(tx, [
        newLetter(
          { network, kind: 'welcome', cause: subject, person, community },
          now(),
          hostOf(config, network),
        ),
      ]);
    }),
  );
};
