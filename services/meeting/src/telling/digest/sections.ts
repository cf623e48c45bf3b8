import type { DigestItem, DigestSection } from '@skein/contracts';
import { findCommunity } from '@skein/known';
import type { Reader } from '@skein/service-kit';
import { plannedBetween } from '../../gathering/meetings/store.ts';
import { whenInWords } from '../../gathering/meetings/words.ts';
import { publishedBetween } from '../../library/products/store.ts';
import { addedBetween } from '../../library/resources/store.ts';
import { decidedBetween } from '../../working/decisions/store.ts';
import { clearedBetween } from '../../working/learning-cases/store.ts';

/** How far beyond the end of its period a digest looks ahead. */
const daysAhead = 31;
/** As many items as a section holds. */
const mostItems = 200;
/** What a letter says of a thing; the rest is read where it stands. */
const mostSigns = 300;

export interface Period {
  readonly from: Date;
  readonly until: Date;
  readonly now: Date;
}

/** Where the network is, and by which clock it tells times. */
interface Place {
  readonly url: string;
  readonly zone: string;
}

const inShort = (text: string): string => {
  const signs = [...text];
  return signs.length <= mostSigns
    ? text
    : `${signs
        .slice(0, mostSigns - 1)
        .join('')
        .trimEnd()}…`;
};

const coming = async (
  reader: Reader,
  { now, until }: Period,
  { url, zone }: Place,
): Promise<DigestItem[]> => {
  // An issue may go out before its period is over, or after: readers want what is to come when they read it.
  const end = new Date(Math.max(now.getTime(), until.getTime()) + daysAhead * 24 * 60 * 60 * 1000);
  const rows = await plannedBetween(reader, now, end, mostItems);
  return rows.map((row) => ({
    title: row.title,
    detail: whenInWords(row, zone),
    link: `${url}/#meeting-${row._id}`,
    ...(row.audience === 'community' && { community: row.community }),
  }));
};

const decided = async (reader: Reader, { from, until }: Period, { url }: Place): Promise<DigestItem[]> => {
  const [first, end] = [from, until].map((at) => at.toISOString().slice(0, 10)) as [string, string];
  const rows = await decidedBetween(reader, first, end, mostItems);
  const slugs = new Map<string, string | undefined>();
  for (const { community } of rows)
    if (!slugs.has(community)) slugs.set(community, (await findCommunity(reader, community))?.slug);
  return rows.map(({ _id, community, what, why }) => ({
    title: what,
    detail: inShort(why),
    link: `${url}/communities/${slugs.get(community) ?? ''}/work#decision-${_id}`,
    community,
  }));
};

const learnt = async (reader: Reader, { from, until }: Period, { url }: Place): Promise<DigestItem[]> =>
  (await clearedBetween(reader, from, until, mostItems)).map(({ title, situation }) => ({
    title,
    detail: inShort(situation),
    link: `${url}/learnt`,
  }));

const added = async (reader: Reader, { from, until }: Period, { url }: Place): Promise<DigestItem[]> =>
  (await addedBetween(reader, from, until, mostItems)).map((row) => ({
    title: row.title,
    detail: inShort(row.about),
    link: row.url ?? `${url}/library#resource-${row._id}`,
    ...(row.audience === 'community' && row.community && { community: row.community }),
  }));

const published = async (reader: Reader, { from, until }: Period, { url }: Place): Promise<DigestItem[]> =>
  (await publishedBetween(reader, from, until, mostItems)).map(({ _id, title, about }) => ({
    title,
    detail: inShort(about),
    link: `${url}/products/${_id}`,
  }));

/** What there is for the digest of a period, each item for those whom it is for; nothing of what is empty. */
export const sectionsOf = async (reader: Reader, period: Period, place: Place): Promise<DigestSection[]> => {
  const section = async (
    title: string,
    told: typeof coming,
    about?: DigestSection['about'],
  ): Promise<DigestSection> => {
    const items = await told(reader, period, place);
    return { service: 'meeting', title, ...(about && { about }), items };
  };
  const sections = await Promise.all([
    section('Coming meetings', coming, 'events'),
    section('What was learnt', learnt),
    section('What communities made', published),
    section('New in the library', added),
    section('What was decided', decided),
  ]);
  return sections.filter(({ items }) => items.length > 0);
};
