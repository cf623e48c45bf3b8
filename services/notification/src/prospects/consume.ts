import { eventStream, membershipEvents } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, hostOf, on, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { newLetter, putLetters } from '../delivery/store.ts';

/** A letter to each contacter for whom somebody is due, once a reminder. */
export const prospectConsumer = ({
  config,
  now,
}: ServiceContext<NotificationConfig>): ConsumerDeclaration => {
  return eventConsumer(
    'notification-prospects',
    (prefix) => eventStream(prefix, 'membership'),
    on(membershipEvents.contactsDue, ({ data, network, subject: cause }, tx) =>
      putLetters(tx, [
        newLetter({ network, kind: 'prospects', cause, person: data.person }, now(), hostOf(config, network)),
      ]),
    ),
  );
};
