import { surveysContract } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, on, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { lettersTo } from '../delivery/new-letter.ts';
import { putLetters } from '../delivery/store.ts';

/** An invitation for each whom a survey asks, once a survey. */
export const invitationConsumer = (context: ServiceContext<NotificationConfig>): ConsumerDeclaration => {
  return eventConsumer(
    'notification-invitations',
    on(surveysContract.events.peopleInvited, async ({ data, network }, tx) => {
      const { survey: cause, title, people } = data;
      const about = { network, kind: 'invitation', cause, title, closesAt: new Date(data.closesAt) } as const;
      await putLetters(tx, lettersTo(context, about, people));
    }),
  );
};
