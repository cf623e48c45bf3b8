import { markDirectories } from '@skein/known';
import { type Refill, type ServiceContext, transact } from '@skein/service-kit';
import { everyoneInAllNetworks } from '../people/listing-store.ts';

const batch = 500;

/** Marks everybody's entry, so that each is written from what they are now. */
const markEverybody = async (context: ServiceContext): Promise<void> => {
  for (let after = ''; ; ) {
    const rows = await everyoneInAllNetworks(context, { after, limit: batch });
    for (const [network, people] of Map.groupBy(rows, (row) => row.network)) {
      const ids = people.map(({ _id }) => _id);
      await transact(context, { network, now: context.now() }, (tx) => markDirectories(tx, ids));
    }
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = last._id;
  }
};

export const directoryRefills = (context: ServiceContext): Refill[] => [
  { bucket: 'MEMBERS', refill: () => markEverybody(context) },
];
