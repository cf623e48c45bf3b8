import { eventStream, surveyEvents } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, hostOf, on, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { newLetter, putLetters } from '../delivery/store.ts';

/** A letter for each who is to be told of published results, once a publication. */
export const resultConsumer = ({ config, now }: ServiceContext<NotificationConfig>): ConsumerDeclaration =>
  eventConsumer(
    'notification-results',
    (prefix) => eventStream(prefix, 'survey'),
    on(surveyEvents.readersTold, async ({ data, network }, tx) => {
      const facts = { network, kind: 'results' as const, cause: data.publication };
      const host = hostOf(config, network);
      await putLetters(
        tx,
        data.people.map((person) => newLetter({ ...facts, person }, now(), host)),
      );
    }),
  );
