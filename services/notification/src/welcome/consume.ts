import { communitiesContract } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, on, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { lettersTo } from '../delivery/new-letter.ts';
import { putLetters } from '../delivery/store.ts';

/** A welcome for each who joins a community, once a membership; nobody is welcomed for having been imported. */
export const welcomeConsumer = (context: ServiceContext<NotificationConfig>): ConsumerDeclaration => {
  return eventConsumer(
    'notification-welcome',
    on(communitiesContract.events.membershipStarted, async ({ data, network, subject }, tx) => {
      if (!data.welcome) return;
      const { person, community } = data;
      const about = { network, kind: 'welcome', cause: subject, community } as const;
      await putLetters(tx, lettersTo(context, about, [person]));
    }),
  );
};
