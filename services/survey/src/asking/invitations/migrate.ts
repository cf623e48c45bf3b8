import type { Migration, ServiceContext } from '@skein/service-kit';
import { insertMarks } from './ballot-marks-store.ts';
import { clearMarksInAllNetworks, someMarkedInAllNetworks } from './store.ts';

const atOnce = 1_000;

/** Marks stood on the invitations, whose collection outlives every survey. */
export const marksOfTheirOwn: Migration<ServiceContext> = {
  number: 2,
  what: 'That a ballot was fetched is marked beside the invitations',
  run: async (context) => {
    for (;;) {
      const rows = await someMarkedInAllNetworks(context, atOnce);
      if (rows.length === 0) return;
      await insertMarks(context, rows);
      await clearMarksInAllNetworks(
        context,
        rows.map(({ _id }) => _id),
      );
    }
  },
};
