import { declareCollection, holdsNobody, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { AnnouncementRow } from './row.ts';

export const announcementsCollection = declareCollection({
  name: 'survey_announcements',
  schema: AnnouncementRow,
  grows: 'gone once it is told',
  indexes: [{ key: { due: 1 } }],
  people: holdsNobody('which surveys are to be announced'),
});

const marks = rowsIn(announcementsCollection);

/** Marks a survey's entry as out of date, in the transaction that changed the survey. */
export const markAnnouncement = async (tx: Tx, survey: string): Promise<void> => {
  await marks(tx).updateOne(
    { _id: survey },
    { $inc: { version: 1 }, $set: { network: tx.network, due: tx.now } },
    { upsert: true },
  );
};

export const dueAnnouncementsInAllNetworks = (
  reader: Pick<Reader, 'db'>,
  now: Date,
  limit: number,
): Promise<AnnouncementRow[]> =>
  marks(reader)
    .find({ due: { $lte: now } })
    .sort({ due: 1 })
    .limit(limit)
    .toArray();

// A mark made meanwhile has a higher version, and so stays as it is.

export const putOffAnnouncement = async (
  reader: Reader,
  { _id, version }: AnnouncementRow,
  due: Date,
): Promise<void> => {
  await marks(reader).updateOne({ _id, network: reader.network, version }, { $set: { due } });
};

export const dropAnnouncement = async (reader: Reader, { _id, version }: AnnouncementRow): Promise<void> => {
  await marks(reader).deleteOne({ _id, network: reader.network, version });
};
