import { rectificationContract } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, on, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { lettersTo } from '../delivery/new-letter.ts';
import { putLetters } from '../delivery/store.ts';

/** A letter to whoever asked for something to be put right, once the hosts have said what came of it. */
export const rectificationConsumer = (context: ServiceContext<NotificationConfig>): ConsumerDeclaration =>
  eventConsumer(
    'notification-rectifications',
    on(
      rectificationContract.events.rectificationSettled,
      async ({ data: { request, person }, network }, tx) => {
        const about = { network, kind: 'rectification', cause: request } as const;
        await putLetters(tx, lettersTo(context, about, [person]));
      },
    ),
  );
