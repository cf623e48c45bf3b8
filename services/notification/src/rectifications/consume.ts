import { eventStream, membershipEvents } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, hostOf, on, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { newLetter, putLetters } from '../delivery/store.ts';

/** A letter to whoever asked for something to be put right, once the hosts have said what came of it. */
export const rectificationConsumer = ({
  config,
  now,
}: ServiceContext<NotificationConfig>): ConsumerDeclaration =>
  eventConsumer(
    'notification-rectifications',
    (prefix) => eventStream(prefix, 'membership'),
    on(membershipEvents.rectificationSettled, async ({ data: { request, person }, network }, tx) => {
      const letter = { network, kind: 'rectification' as const, cause: request, person };
      await putLetters(tx, [newLetter(letter, now(), hostOf(config, network))]);
    }),
  );
