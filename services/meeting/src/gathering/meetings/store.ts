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
    at: ['title', 'notes', 'reading', 'agenda.title'],
    what: 'What a meeting is called, its agenda or its notes',
    link: ({ _id }) => `/meetings/${_id}`,
  },
  called: 'title',
  indexes: [
    { key: { network: 1, startsAt: 1, _id: 1 } },
    { key: { network: 1, community: 1, startsAt: 1, _id: 1 } },
    { key: { network: 1, series: 1, startsAt: 1, _id: 1 } },
    { key: { network: 1, present: 1 } },
    { key: { network: 1, apologies: 1 } },
    { key: { network: 1, withCommunities: 1, startsAt: 1, _id: 1 } },
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

const meetings = rowsIn(meetingsCollection);

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
  capacity: 1,
} as const satisfies Record<keyof NoticeRow, 1>;

/** Which meetings are listed, and from where on. */
interface Listing {
  /** Those that it holds, alone or with others. */
  readonly community?: string | undefined;
  /** The communities whose own meetings are among them; those for the whole network are anyway. */
  readonly of: 'all' | readonly string[];
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

const heldBy = (...communities: readonly string[]) => ({
  $or: [{ community: { $in: communities } }, { withCommunities: { $in: communities } }],
});

/** Those that somebody is told of who is told of the meetings of these communities. */
const toldTo = (of: Listing['of']) =>
  of === 'all' ? [] : [{ $or: [{ audience: 'network' as const }, heldBy(...of)] }];

/** One page of the meetings, the first ones first. */
export const listMeetings = <T>(reader: Reader, listing: Listing, present: (row: NoticeRow) => T) => {
  const { community, of, from, until } = listing;
  const startsAt = { ...(from && { $gte: new Date(from) }), ...(until && { $lt: new Date(until) }) };
  const $and = [...(community === undefined ? [] : [heldBy(community)]), ...toldTo(of)];
  const filter = {
    network: reader.network,
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
      .find({ network: reader.network, startsAt, ...(told.length && { $and: told }) })
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
    .find({ network: reader.network, status: 'planned', startsAt: { $gte: from, $lt: until } })
    .project<NoticeRow>(noticeFields)
    .sort({ startsAt: 1, _id: 1 })
    .limit(limit)
    .toArray();

/** The first meeting of a series that is planned after a moment. */
export const nextDate = (reader: Reader, series: string, after: Date): Promise<MeetingRow | null> =>
  meetings(reader).findOne(
    { network: reader.network, series, status: 'planned', startsAt: { $gt: after } },
    { sort: { startsAt: 1, _id: 1 } },
  );

export const findMeeting = (reader: Reader, id: string): Promise<MeetingRow | null> =>
  meetings(reader).findOne({ _id: id, network: reader.network });

export const putMeeting = async (tx: Tx, row: MeetingRow): Promise<void> => {
  await meetings(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};
