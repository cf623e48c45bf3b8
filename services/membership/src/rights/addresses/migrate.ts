import { type Migration, type ServiceContext, transact } from '@skein/service-kit';
import { findPerson } from '../../core/people/store.ts';
import { bringAlong, earlierInAllNetworks } from './store.ts';

/** Each change of an address has a row of its own, which knows whose it is and what address they had. */
export const keepEachChange: Migration<ServiceContext> = {
  number: 2,
  what: 'Each change of an address is kept for itself',
  run: async (context) => {
    for (;;) {
      const rows = await earlierInAllNetworks(context);
      if (rows.length === 0) return;
      for (const row of rows)
        await transact(context, { network: row.network, now: context.now() }, async (tx) => {
          await bringAlong(tx, row, (await findPerson(tx, row._id))?.email);
        });
    }
  },
};
