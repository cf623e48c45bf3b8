import { feedsContract, isRefusal, type Refusal, refuse } from '@skein/contracts';
import { belongingsOf, belongsTo, findCommunity, findPresentation } from '@skein/known';
import {
  type Download,
  gatherEach,
  type Implementation,
  missing,
  newId,
  publicUrlOf,
  type Reader,
  read,
  type ServiceContext,
  unknownReference,
  write,
} from '@skein/service-kit';
import { seatedIn } from '../answers/store.ts';
import { type Asked, feedMaker, type Made } from './made.ts';
import { presentFeed } from './present.ts';
import type { FeedRow } from './row.ts';
import { hashOf, newSecret } from './secrets.ts';
import { feedsOf, findFeed, removeFeed, replaceFeed } from './store.ts';

const noFeed = (): Refusal => refuse('not-found', 'There is no calendar at this address.');

const sent = ({ body, etag }: Made): Download => ({
  type: 'text/calendar; charset=utf-8',
  fileName: 'calendar.ics',
  content: body,
  etag,
});

/** What a feed holds for its person now: who has left a community finds no more of it. */
const askedBy = async (
  reader: Reader,
  { person, kind, community }: FeedRow,
  showsCancelled: boolean,
): Promise<Asked | Refusal> => {
  if (!(await belongsTo(reader, { kind: 'network' }, person))) return noFeed();
  const belongings = (await belongingsOf(reader, [person])).filter(({ role }) => role !== undefined);
  const of = belongings.map((one) => one.community).toSorted();
  const joins = belongings
    .filter(({ role }) => role !== 'guest')
    .map((one) => one.community)
    .toSorted();
  const network = (await findPresentation(reader))?.name;
  const named = kind === 'community' && community ? await findCommunity(reader, community) : undefined;
  const name = named?.name ?? network ?? 'Meetings';
  const only = kind === 'going' ? await seatedIn(reader, person) : undefined;
  return {
    name,
    of,
    joins,
    showsCancelled,
    ...(only && { only }),
    ...(kind === 'community' && { community }),
  };
};

/** One who asks for a feed; without a secret for that of the network. */
interface Poll {
  readonly reader: Reader;
  readonly secret: string;
  readonly cancelled: boolean;
}

export const feedRoutes = (context: ServiceContext): Implementation[] => {
  const { feed } = feedMaker(context);

  const readOwn = async ({ reader, secret, cancelled }: Poll): Promise<Download | Refusal> => {
    const row = await findFeed(reader, hashOf(secret));
    const asked = row ? await askedBy(reader, row, cancelled) : noFeed();
    return isRefusal(asked) ? asked : sent(await feed(reader, asked));
  };

  const readForAll = async ({ reader, cancelled }: Poll): Promise<Download | Refusal> => {
    const presentation = await findPresentation(reader);
    if (presentation?.forVisitors.meetings === false) return noFeed();
    const name = presentation?.name ?? 'Meetings';
    return sent(await feed(reader, { name, of: [], joins: [], showsCancelled: cancelled }));
  };

  // However many ask for a feed at once, it is looked once whether it is as it was: for all who came before that look.
  const poll = gatherEach(
    ({ reader, secret, cancelled }: Poll) => `${reader.network} ${secret} ${cancelled}`,
    (_all, first) => (first.secret ? readOwn(first) : readForAll(first)),
  );

  return [
    read(feedsContract.routes.listFeeds, async ({ actor, reader }) => ({
      items: actor ? (await feedsOf(reader, actor.person)).map(presentFeed) : [],
    })),

    write(feedsContract.routes.openFeed, async ({ actor, network, body, now, tx }) => {
      if (!actor) return refuse('unauthenticated', 'Sign in first.');
      const { kind, community } = body;
      if (kind === 'community' && community === undefined)
        return refuse('invalid-request', 'Say of which community.', ['community', 'is needed']);
      if (kind === 'community' && community && !(await findCommunity(tx, community)))
        return unknownReference('community', 'community', community);
      const secret = newSecret();
      const row: FeedRow = {
        ...{ _id: newId(), network, version: 1, person: actor.person, kind, since: now },
        secretHash: hashOf(secret),
        ...(kind === 'community' && community && { community }),
      };
      await replaceFeed(tx, row);
      const address = `${publicUrlOf(context.config, network)}/api/v1/calendars/${secret}/calendar.ics`;
      return { ...presentFeed(row), address };
    }),

    write(feedsContract.routes.closeFeed, async ({ actor, params, tx }) =>
      actor && (await removeFeed(tx, params.id, actor.person)) ? {} : missing('calendar', params.id),
    ),

    read(feedsContract.routes.readFeed, ({ reader, params, query }) =>
      poll({ reader, secret: params.secret, cancelled: query.cancelled }),
    ),

    read(feedsContract.routes.readNetworkFeed, ({ reader, query }) =>
      poll({ reader, secret: '', cancelled: query.cancelled }),
    ),
  ];
};
