import { createHash } from 'node:crypto';
import { hostOf, publicUrlOf, type Reader, type ServiceContext } from '@skein/service-kit';
import { composeFeed } from '../calendars/compose.ts';
import { entriesOf } from '../calendars/events.ts';
import { fedMeetings, fedVersions } from '../meetings/feed-store.ts';
import { seriesAmong } from '../series/store.ts';

/** What a feed is to hold. */
export interface Asked {
  readonly name: string;
  /** The communities whose own meetings it holds, beside those for the whole network. */
  readonly of: readonly string[];
  /** Those of this community alone. */
  readonly community?: string | undefined;
  /** These of them alone, each by itself. */
  readonly only?: readonly string[];
  /** The communities of whose meetings it tells where to join. */
  readonly joins: readonly string[];
  readonly showsCancelled: boolean;
}

/** A feed as it is sent. */
export interface Made {
  readonly body: Buffer;
  readonly etag: string;
}

/** So many feeds are kept made, those asked for last. */
const mostKept = 500;

/** How many months of what was held a feed goes back. */
const monthsBack = 3;

const windowFrom = (now: Date): Date =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsBack, 1));

/** Makes feeds; one is made anew only where a meeting of it is another than before, however often it is asked for. */
export const feedMaker = ({ config, now }: Pick<ServiceContext, 'config' | 'now'>) => {
  const kept = new Map<string, Made & { readonly of: string }>();
  let made = 0;

  const compose = async (
    reader: Reader,
    asked: Asked,
    from: Date,
    ids: readonly string[],
  ): Promise<Buffer> => {
    const [series, meetings] = await Promise.all([
      seriesAmong(reader, ids),
      fedMeetings(reader, { ...asked, from }, ids),
    ]);
    const host = hostOf(config, reader.network);
    const joins = new Set(asked.joins);
    const mayJoin = (of: {
      readonly community: string;
      readonly withCommunities?: readonly string[] | undefined;
    }) => [of.community, ...(of.withCommunities ?? [])].some((one) => joins.has(one));
    const shown = { host, showsCancelled: asked.showsCancelled, mayJoin };
    const address = publicUrlOf(config, reader.network);
    made += 1;
    const only = asked.only && new Set(asked.only);
    // A rule has all dates of a series: where only some are meant, each is an entry of its own.
    const entries = only
      ? entriesOf(
          [],
          meetings.filter(({ _id }) => only.has(_id)),
          shown,
        )
      : entriesOf(series, meetings, shown);
    return Buffer.from(composeFeed({ name: asked.name, address }, entries));
  };

  return {
    /** How many were composed since it began. */
    made: (): number => made,
    async feed(reader: Reader, asked: Asked): Promise<Made> {
      const from = windowFrom(now());
      const versions = await fedVersions(reader, { ...asked, from });
      const ids = [...new Set(versions.flatMap(({ series }) => series ?? []))];
      const series = (await seriesAmong(reader, ids)).map(({ _id, version }) => [_id, version]);
      const of = JSON.stringify([from, versions, series]);
      const key = JSON.stringify([reader.network, asked]);
      const before = kept.get(key);
      kept.delete(key);
      const same = before?.of === of ? before : undefined;
      const body = same?.body ?? (await compose(reader, asked, from, ids));
      const etag = same?.etag ?? createHash('sha256').update(body).digest('base64url');
      kept.set(key, { body, etag, of });
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break;
        kept.delete(oldest);
      }
      return { body, etag };
    },
  };
};
