import { introductionsContract } from '@skein/contracts';
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

type Part = 'ask' | 'exchange' | 'follow-up';

/** What a letter of an introduction is for; an exchange counts who accepted, since each is one more to know. */
const causeOf = (introduction: string, part: Part, accepted?: number): string =>
  [introduction, part, ...(accepted ? [accepted] : [])].join('/');

export const partOf = (cause: string): { introduction: string; part: Part } => {
  const [introduction = '', part = 'ask'] = cause.split('/');
  return { introduction, part: part as Part };
};

/** Letters to those who are introduced, asking and then with each other's addresses, and to the weaver afterwards. */
export const introductionConsumer = (context: ServiceContext<NotificationConfig>): ConsumerDeclaration => {
  const put = (tx: Tx, network: string, cause: string, people: readonly string[]): Promise<void> =>
    putLetters(tx, lettersTo(context, { network, kind: 'introduction', cause }, people));
  return eventConsumer(
    'notification-introductions',
    on(introductionsContract.events.introductionMade, ({ data, network }, tx) =>
      put(tx, network, causeOf(data.introduction, 'ask'), data.people),
    ),
    on(introductionsContract.events.introductionAnswered, async ({ data, network }, tx) => {
      const { introduction, exchange } = data;
      if (exchange) await put(tx, network, causeOf(introduction, 'exchange', exchange.length), exchange);
    }),
    on(introductionsContract.events.introductionFollowUpDue, ({ data, network }, tx) =>
      put(tx, network, causeOf(data.introduction, 'follow-up'), [data.by]),
    ),
  );
};
