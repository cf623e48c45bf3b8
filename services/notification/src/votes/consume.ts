import { votesContract } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, on, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { lettersTo } from '../delivery/new-letter.ts';
import { putLetters } from '../delivery/store.ts';

/** A letter for each who may vote in a round, once a round. */
export const voteConsumer = (context: ServiceContext<NotificationConfig>): ConsumerDeclaration =>
  eventConsumer(
    'notification-votes',
    on(votesContract.events.votersInvited, async ({ data, network }, tx) => {
      const { round: cause, title, people } = data;
      const about = { network, kind: 'vote', cause, title, closesAt: new Date(data.closesAt) } as const;
      await putLetters(tx, lettersTo(context, about, people));
    }),
  );
