import { publicationsContract } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, on, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { lettersTo } from '../delivery/new-letter.ts';
import { putLetters } from '../delivery/store.ts';

/** A letter for each who is to be told of published results, once a publication. */
export const resultConsumer = (context: ServiceContext<NotificationConfig>): ConsumerDeclaration =>
  eventConsumer(
    'notification-results',
    on(publicationsContract.events.readersTold, async ({ data, network }, tx) => {
      const about = { network, kind: 'results' as const, cause: data.publication };
      await putLetters(tx, lettersTo(context, about, data.people));
    }),
  );
