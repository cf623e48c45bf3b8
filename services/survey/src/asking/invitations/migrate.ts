import type { Migration, ServiceContext } from '@skein/service-kit';
import { ballotMarksCollection } from './ballot-marks-store.ts';

const atOnce = 1_000;

/** Marks stood on the invitations, whose collection outlives every survey. */
export const marksOfTheirOwn: Migration<ServiceContext> = {
  number: 1,
  what: 'That a ballot was fetched is marked beside the invitations',
  run: async ({ db }) => {
    const invitations = db.collection<{ _id: string; network: string; survey: string; ballot?: string }>(
      'invitations',
    );
    for (;;) {
      const rows = await invitations
        .find({ ballot: { $exists: true } })
        .limit(atOnce)
        .toArray();
      if (rows.length === 0) return;
      await db.collection<{ _id: string }>(ballotMarksCollection.name).bulkWrite(
        rows.map(({ _id, network, survey, ballot }) => ({
          updateOne: { filter: { _id }, update: { $setOnInsert: { network, survey, ballot } }, upsert: true },
        })),
        { ordered: false },
      );
      await invitations.updateMany({ _id: { $in: rows.map(({ _id }) => _id) } }, { $unset: { ballot: '' } });
    }
  },
};
