import { remindersContract, surveysContract } from '@skein/contracts';
import {
  type ConsumerDeclaration,
  eventConsumer,
  on,
  type ServiceContext,
  type Tx,
} from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import type { LetterKind } from '../delivery/letter-row.ts';
import { lettersTo } from '../delivery/new-letter.ts';
import { putLetters } from '../delivery/store.ts';

/** A reminder’s letters are of their own round, so that each reminder writes once to each. */
export const causeOf = (survey: string, reminder: string): string => `${survey}/${reminder}`;
export const surveyOf = (cause: string): string => cause.split('/')[0] ?? cause;

interface About {
  readonly survey: string;
  readonly title: string;
  readonly closesAt: string;
}

/** Letters about a survey to those who are no members, and reminders. */
export const surveyLetterConsumer = (context: ServiceContext<NotificationConfig>): ConsumerDeclaration => {
  const put = (
    tx: Tx,
    network: string,
    kind: LetterKind,
    cause: string,
    { title, closesAt }: About,
    people: readonly string[],
  ): Promise<void> => {
    const about = { network, kind, cause, title, closesAt: new Date(closesAt) };
    // Of one moment, so that when a letter was made tells nothing.
    const at = { config: context.config, now: () => tx.now };
    return putLetters(tx, lettersTo(at, about, people));
  };
  return eventConsumer(
    'notification-survey-letters',
    on(surveysContract.events.addresseesInvited, ({ data, network }, tx) =>
      put(tx, network, 'invitation-abroad', data.survey, data, data.people),
    ),
    on(remindersContract.events.remindersDue, async ({ data, network }, tx) => {
      const cause = causeOf(data.survey, data.reminder);
      await put(tx, network, 'reminder', cause, data, data.people);
      await put(tx, network, 'reminder-abroad', cause, data, data.addressees);
    }),
  );
};
