import { feedsContract, isRefusal, type Refusal, refuse } from '@skein/contracts';
import { belongingsOf, belongsTo, findCommunity, findPresentation } from '@skein/known';
import {
  type Download,
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

export const feedRoutes = (context: ServiceContext): Implementation[] => {
  const { feed } = feedMaker(context);
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

    read(feedsContract.routes.readFeed, async ({ reader, params, query }) => {
      const row = await findFeed(reader, hashOf(params.secret));
      const asked = row ? await askedBy(reader, row, query.cancelled) : noFeed();
      return isRefusal(asked) ? asked : sent(await feed(reader, asked));
    }),

    read(feedsContract.routes.readNetworkFeed, async ({ reader, query }) => {
      const presentation = await findPresentation(reader);
      if (presentation?.forVisitors.meetings === false) return noFeed();
      const name = presentation?.name ?? 'Meetings';
      const asked = { name, of: [], joins: [], showsCancelled: query.cancelled };
      return sent(await feed(reader, asked));
    }),
  ];
};
