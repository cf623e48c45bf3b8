import {
  declareCollection,
  holds,
  type Order,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
  takeOut,
} from '@skein/service-kit';
import { MeetingRow, type NoticeRow } from './row.ts';

export const meetingsCollection = declareCollection({
  name: 'meetings',
  schema: MeetingRow,
  grows: 'what communities held; they keep it as their memory',
  freeText: {
    at: ['title', 'notes', 'reading', 'agenda.title', 'place', 'joinLink', 'cancelled.reason'],
    what: 'What a meeting is called, where it is, its agenda or its notes',
    link: ({ _id }) => `/meetings/${_id}`,
  },
  called: 'title',
  indexes: [
    { key: { network: 1, startsAt: 1, _id: 1 } },
    { key: { network: 1, community: 1, startsAt: 1, _id: 1 } },
    { key: { network: 1, present: 1 } },
    { key: { network: 1, apologies: 1 } },
    { key: { network: 1, withCommunities: 1, startsAt: 1, _id: 1 } },
    {
      key: { network: 1, series: 1, original: 1 },
      unique: true,
      partialFilterExpression: { series: { $exists: true }, original: { $exists: true } },
    },
    { key: { network: 1, series: 1, startsAt: 1, _id: 1 } },
  ],
  people: holds<MeetingRow>({
    title: 'Meetings you were at, or could not come to',
    at: ['present', 'apologies'],
    show: ({ _id, title, startsAt, present }, person) => ({
      meeting: _id,
      title,
      startsAt,
      present: present.includes(person),
    }),
    erase: takeOut(
      'The meeting stays with its notes, which are the community’s; that you were there is gone.',
      'present',
      'apologies',
    ),
    merge: {
      does: 'rename',
      // One of the two was there, so they were.
      tidy: (row) => ({
        ...row,
        apologies: row.apologies.filter((person) => !row.present.includes(person)),
      }),
    },
    versioned: true,
  }),
});

export const meetings = rowsIn(meetingsCollection);

const order: Order = [
  ['startsAt', 1],
  ['_id', 1],
];

/** What a listing reads: neither notes nor people leave the database for it. */
const noticeFields = {
  _id: 1,
  community: 1,
  withCommunities: 1,
  series: 1,
  title: 1,
  kind: 1,
  audience: 1,
  status: 1,
  startsAt: 1,
  minutes: 1,
  zone: 1,
  wall: 1,
  allDay: 1,
  place: 1,
  joinLink: 1,
  cancelled: 1,
  capacity: 1,
} as const satisfies Record<keyof NoticeRow, 1>;

/** Which meetings are listed, and from where on. */
interface Listing {
  /** Those that it holds, alone or with others. */
  readonly community?: string | undefined;
  readonly series?: string | undefined;
  /** Those too that were cancelled. */
  readonly cancelled?: boolean;
  /** The communities whose own meetings are among them; those for the whole network are anyway. */
  readonly of: 'all' | readonly string[];
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Those that were not cancelled. */
const held = { cancelled: { $exists: false } };

/** Those that one of these communities holds, alone or with others. */
export const heldBy = (...communities: readonly string[]) => ({
  $or: [{ community: { $in: communities } }, { withCommunities: { $in: communities } }],
});

/** Those that somebody is told of who is told of the meetings of these communities. */
export const toldTo = (of: Listing['of']) =>
  of === 'all' ? [] : [{ $or: [{ audience: 'network' as const }, heldBy(...of)] }];

/** The planned meetings of a community from a moment on that have the parts of its calls, the next first. */
export const plannedWithUsualParts = (
  reader: Reader,
  community: string,
  from: Date,
  limit: number,
): Promise<MeetingRow[]> =>
  meetings(reader)
    .find({
      ...{ network: reader.network, community, usualAgenda: true, status: 'planned' },
      startsAt: { $gte: from },
    })
    .sort({ startsAt: 1, _id: 1 })
    .limit(limit)
    .toArray();

/** One page of the meetings, the first ones first. */
export const listMeetings = <T>(reader: Reader, listing: Listing, present: (row: NoticeRow) => T) => {
  const { community, series, cancelled, of, from, until } = listing;
  const startsAt = { ...(from && { $gte: new Date(from) }), ...(until && { $lt: new Date(until) }) };
  const $and = [...(community === undefined ? [] : [heldBy(community)]), ...toldTo(of)];
  const filter = {
    network: reader.network,
    ...(series && { series }),
    ...(!cancelled && held),
    ...((from || until) && { startsAt }),
    ...($and.length && { $and }),
  };
  return readPage(meetings(reader), filter, order, listing, present, { projection: noticeFields });
};

/** The meetings nearest to a moment: those to come, the next first, then those gone by, the last first. */
export const meetingsAround = async (
  reader: Reader,
  moment: Date,
  { of, reach }: Pick<Listing, 'of'> & { readonly reach: number },
): Promise<NoticeRow[]> => {
  const told = toldTo(of);
  const side = (startsAt: object, direction: 1 | -1) =>
    meetings(reader)
      .find({ network: reader.network, startsAt, ...held, ...(told.length && { $and: told }) })
      .project<NoticeRow>(noticeFields)
      .sort({ startsAt: direction, _id: direction })
      .limit(reach)
      .toArray();
  return (await Promise.all([side({ $gte: moment }, 1), side({ $lt: moment }, -1)])).flat();
};

/** Planned meetings that start from one moment up to another, the first ones first. */
export const plannedBetween = (
  reader: Reader,
  from: Date,
  until: Date,
  limit: number,
): Promise<NoticeRow[]> =>
  meetings(reader)
    .find({ network: reader.network, status: 'planned', ...held, startsAt: { $gte: from, $lt: until } })
    .project<NoticeRow>(noticeFields)
    .sort({ startsAt: 1, _id: 1 })
    .limit(limit)
    .toArray();

/** The first meeting of a series that is planned after a moment. */
export const nextDate = (reader: Reader, series: string, after: Date): Promise<MeetingRow | null> =>
  meetings(reader).findOne(
    {
      ...{ network: reader.network, series, status: 'planned', startsAt: { $gt: after } },
      cancelled: { $exists: false },
    },
    { sort: { startsAt: 1, _id: 1 } },
  );

export const meetingsAmong = (reader: Reader, ids: readonly string[]): Promise<MeetingRow[]> =>
  meetings(reader)
    .find({ _id: { $in: [...ids] }, network: reader.network })
    .toArray();

export const findMeeting = (reader: Reader, id: string): Promise<MeetingRow | null> =>
  meetings(reader).findOne({ _id: id, network: reader.network });

/** Of these meetings those that somebody was present at. */
export const attendedAmong = (reader: Reader, ids: readonly string[], person: string): Promise<string[]> =>
  meetings(reader).distinct('_id', { _id: { $in: [...ids] }, network: reader.network, present: person });

export const putMeeting = async (tx: Tx, row: MeetingRow): Promise<void> => {
  const dated = { ...row, changedAt: tx.now };
  await meetings(tx).replaceOne({ _id: row._id, network: tx.network }, dated, { upsert: true });
};

/** The dates of a series that are still to come and planned, with those cancelled, the first ones first. */
export const comingOf = (reader: Reader, series: string, from: Date): Promise<MeetingRow[]> =>
  meetings(reader)
    .find({ network: reader.network, series, status: 'planned', startsAt: { $gte: from } })
    .sort({ startsAt: 1, _id: 1 })
    .toArray();

/** How many dates of a series are from one moment until before another, without those cancelled. */
export const datesBetween = (reader: Reader, series: string, from: Date, before: Date): Promise<number> =>
  meetings(reader).countDocuments({
    ...{ network: reader.network, series, ...held },
    startsAt: { $gte: from, $lt: before },
  });

/** The meetings of a community that are still to come and planned, without those cancelled. */
export const comingIn = (reader: Reader, community: string, from: Date): Promise<MeetingRow[]> =>
  meetings(reader)
    .find({ network: reader.network, community, status: 'planned', startsAt: { $gte: from }, ...held })
    .sort({ startsAt: 1, _id: 1 })
    .toArray();

/** The meeting of a date of a series, by when its rule has it; of a day alone the first. */
export const dateOf = (
  reader: Reader,
  series: string,
  date: { readonly wall: string } | { readonly day: string },
): Promise<MeetingRow | null> => {
  const original = 'wall' in date ? date.wall : { $gte: `${date.day}T00:00`, $lte: `${date.day}T23:59` };
  return meetings(reader).findOne({ network: reader.network, series, original }, { sort: { original: 1 } });
};

/** Which of these dates of a series there are meetings for, whatever became of them. */
export const originalsAmong = async (
  reader: Reader,
  series: string,
  walls: readonly string[],
): Promise<Set<string>> => {
  const rows = await meetings(reader)
    .find({ network: reader.network, series, original: { $in: [...walls] } })
    .project<{ original: string }>({ original: 1 })
    .toArray();
  return new Set(rows.map(({ original }) => original));
};

/** Coming meetings that go by a clock, in the order of their ids. */
export const clockedInAllNetworks = (
  { db }: Pick<Reader, 'db'>,
  now: Date,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<Pick<MeetingRow, '_id' | 'network' | 'zone' | 'wall' | 'startsAt'>[]> =>
  meetings({ db })
    .find({ _id: { $gt: after }, status: 'planned', startsAt: { $gte: now }, zone: { $exists: true } })
    .project<Pick<MeetingRow, '_id' | 'network' | 'zone' | 'wall' | 'startsAt'>>({
      network: 1,
      zone: 1,
      wall: 1,
      startsAt: 1,
    })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray();

/** What a report counts of a meeting that was held. */
export interface HeldMeeting {
  readonly _id: string;
  readonly communities: readonly string[];
  readonly present: number;
}

/** The meetings that began in a span of time and were held. */
export const heldIn = (reader: Reader, from: Date, until: Date): Promise<HeldMeeting[]> =>
  meetings(reader)
    .find({
      network: reader.network,
      status: 'closed',
      startsAt: { $gte: from, $lt: until },
      cancelled: { $exists: false },
    })
    .project<HeldMeeting>({
      communities: { $concatArrays: [['$community'], { $ifNull: ['$withCommunities', []] }] },
      present: { $size: '$present' },
    })
    .toArray();
