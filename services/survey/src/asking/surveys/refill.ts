import { type Refill, type ServiceContext, transact } from '@skein/service-kit';
import { markAnnouncement } from './announcements-store.ts';
import { openedInAllNetworks } from './store.ts';

const batch = 500;

/** Marks every survey that was ever opened: the intake hears of each as it is now, or that it is long over. */
const markOpened = async (context: ServiceContext): Promise<void> => {
  for (let after = ''; ; ) {
    const rows = await openedInAllNetworks(context, { after, limit: batch });
    for (const [network, surveys] of Map.groupBy(rows, (row) => row.network)) {
      await transact(context, { network, now: context.now() }, async (tx) => {
        for (const { _id } of surveys) await markAnnouncement(tx, _id);
      });
    }
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = last._id;
  }
};

export const announcementRefills = (context: ServiceContext): Refill[] => [
  { bucket: 'OPEN_SURVEYS', refill: () => markOpened(context) },
];
