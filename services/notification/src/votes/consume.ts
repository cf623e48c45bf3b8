import { eventStream, voteEvents } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, hostOf, on, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { newLetter, putLetters } from '../delivery/store.ts';

/** A letter for each who may vote in a round, once a round. */
export const voteConsumer = ({ config, now }: ServiceContext<NotificationConfig>): ConsumerDeclaration =>
  eventConsumer(
    'notification-votes',
    (prefix) => eventStream(prefix, 'survey'),
    on(voteEvents.votersInvited, async ({ data, network }, tx) => {
      const { round: cause, title, people } = data;
      const facts = { network, kind: 'vote' as const, cause, title, closesAt: new Date(data.closesAt) };
      const host = hostOf(config, network);
      const rows = people.map((person) => newLetter({ ...facts, person }, now(), host));
      await putLetters(tx, rows);
    }),
  );
