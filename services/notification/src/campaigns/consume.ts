import { campaignsContract } from '@skein/contracts';
import {
  type ConsumerDeclaration,
  eventConsumer,
  on,
  type ServiceContext,
  type Tx,
} from '@skein/service-kit';
import type { NotificationConfig } from '../config.ts';
import { lettersTo } from '../delivery/new-letter.ts';
import { putLetters } from '../delivery/store.ts';

/** A round of a campaign: its first letter, or a reminder so many days before the deadline. */
export const causeOf = (campaign: string, daysBefore?: number): string =>
  daysBefore === undefined ? campaign : `${campaign}/${daysBefore}`;

export const roundOf = (cause: string): { campaign: string; reminder: boolean } => {
  const [campaign = '', days] = cause.split('/');
  return { campaign, reminder: days !== undefined };
};

/** A letter for each whom a campaign asks, once a round. */
export const campaignConsumer = (context: ServiceContext<NotificationConfig>): ConsumerDeclaration => {
  const put = (tx: Tx, network: string, cause: string, people: readonly string[]): Promise<void> =>
    putLetters(tx, lettersTo(context, { network, kind: 'campaign', cause }, people));
  return eventConsumer(
    'notification-campaigns',
    on(campaignsContract.events.campaignPeopleInvited, ({ data, network }, tx) =>
      put(tx, network, causeOf(data.campaign), data.people),
    ),
    on(campaignsContract.events.campaignPeopleReminded, ({ data, network }, tx) =>
      put(tx, network, causeOf(data.campaign, data.daysBefore), data.people),
    ),
  );
};
