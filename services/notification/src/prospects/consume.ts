import { prospectsContract } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, on, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { lettersTo } from '../delivery/new-letter.ts';
import { putLetters } from '../delivery/store.ts';

/** A letter to each contacter for whom somebody is due, once a reminder. */
export const prospectConsumer = (context: ServiceContext<NotificationConfig>): ConsumerDeclaration => {
  return eventConsumer(
    'notification-prospects',
    on(prospectsContract.events.contactsDue, ({ data, network, subject: cause }, tx) =>
      putLetters(tx, lettersTo(context, { network, kind: 'prospects', cause }, [data.person])),
    ),
  );
};
