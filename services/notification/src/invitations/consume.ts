import { eventStream, surveyEvents } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, hostOf, on, type ServiceContext } from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { newLetter, putLetters } from '../delivery/store.ts';

/** An invitation for each whom a survey asks, once a survey. */
export const invitationConsumer = ({
  config,
  now,
}: ServiceContext<NotificationConfig>): ConsumerDeclaration => {
  return eventConsumer(
    'notification-invitations',
    (prefix) => eventStream(prefix, 'survey'),
    on(surveyEvents.peopleInvited, async ({ data, network }, tx) => {
      const { survey: cause, title, people } = data;
      const closesAt = new Date(data.closesAt);
      const rows = people.map((person) =>
        newLetter(
          { network, kind: 'invitation', cause, person, title, closesAt },
          now(),
          hostOf(config, network),
        ),
      );
      await putLetters(tx, rows);
    }),
  );
};
