import {
  AgendaPart,
  type Meeting,
  MeetingAudience,
  MeetingKind,
  type MeetingNotice,
  MeetingStatus,
} from '@skein/contracts';
import { type CollectionDeclaration, holds, type Tx, takeOut } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';

/** One meeting, from its plan to its notes. */
export const MeetingRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  community: z.string(),
  withCommunities: z.array(z.string()).optional(),
  series: z.string().optional(),
  title: z.string(),
  kind: MeetingKind,
  audience: MeetingAudience,
  status: MeetingStatus,
  startsAt: z.date(),
  minutes: z.int(),
  capacity: z.int().optional(),
  agenda: z.array(AgendaPart),
  reading: z.array(z.string()),
  notes: z.string(),
  present: z.array(z.string()),
  apologies: z.array(z.string()),
});
export type MeetingRow = z.infer<typeof MeetingRow>;

export const meetingCollections: CollectionDeclaration[] = [
  {
    name: 'meetings',
    schema: MeetingRow,
    indexes: [
      { key: { network: 1, startsAt: 1, _id: 1 } },
      { key: { network: 1, community: 1, startsAt: 1, _id: 1 } },
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
      join: {
        does: 'rename',
        // One of the two was there, so they were.
        tidy: (row) => ({
          ...row,
          apologies: row.apologies.filter((person) => !row.present.includes(person)),
        }),
      },
      versioned: true,
    }),
  },
];

export const meetings = (db: Db) => db.collection<MeetingRow>('meetings');

export const findMeeting = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<MeetingRow | null> => meetings(db).findOne({ _id: id, network }, session ? { session } : {});

export const putMeeting = async (tx: Tx, row: MeetingRow): Promise<void> => {
  await meetings(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
    upsert: true,
  });
};

/** What a listing reads: neither notes nor people leave the database for it. */
export const noticeFields = {
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
} as const;
export type NoticeRow = Pick<MeetingRow, keyof typeof noticeFields>;

/** Planned meetings that start from one moment up to another, the first ones first. */
export const plannedBetween = (
  db: Db,
  network: string,
  from: Date,
  until: Date,
  limit: number,
): Promise<NoticeRow[]> =>
  meetings(db)
    .find({ network, status: 'planned', startsAt: { $gte: from, $lt: until } })
    .project<NoticeRow>(noticeFields)
    .sort({ startsAt: 1, _id: 1 })
    .limit(limit)
    .toArray();

/** A meeting as anyone may see it. */
export const presentNotice = (row: NoticeRow): MeetingNotice => ({
  id: row._id,
  community: row.community,
  ...(row.withCommunities?.length && { withCommunities: row.withCommunities }),
  ...(row.series && { series: row.series }),
  title: row.title,
  kind: row.kind,
  audience: row.audience,
  status: row.status,
  startsAt: row.startsAt.toISOString(),
  minutes: row.minutes,
  ...(row.capacity && { capacity: row.capacity }),
});

/** A meeting as its community sees it. */
export const presentMeeting = (row: MeetingRow): Meeting => ({
  ...presentNotice(row),
  version: row.version,
  agenda: row.agenda,
  reading: row.reading,
  notes: row.notes,
  present: row.present,
  apologies: row.apologies,
});
