import { type Migration, type ServiceContext, transact } from '@skein/service-kit';
import { lastLines } from '../consent/store.ts';
import { membershipsOf } from '../memberships/store.ts';
import { findUnlisted, list, relistInAllNetworks, unlistedInAllNetworks } from '../people/listing-store.ts';
import type { PersonRow } from '../people/row.ts';

const batch = 200;

const refreshSome = async (
  context: ServiceContext,
  network: string,
  ids: readonly string[],
): Promise<void> => {
  await transact(context, { network, now: context.now() }, async (tx) => {
    // Only those that are still without: another process may be at it too.
    const rows = await findUnlisted(tx, ids);
    if (rows.length === 0) return;
    const named = rows.map(({ _id }) => _id);
    const lines = await lastLines(tx, 'directory-listing', named);
    const memberships = await membershipsOf(tx, named);
    await list(tx, rows, (one) => ({
      places: memberships.filter(({ person }) => person === one).map(({ community }) => community),
      listed: lines.some(({ person, given }) => person === one && given),
    }));
  });
};

const refresh = async (context: ServiceContext): Promise<void> => {
  let waiting: Pick<PersonRow, '_id' | 'network'>[] = [];
  const write = async (): Promise<void> => {
    for (const [network, rows] of Map.groupBy(waiting, (row) => row.network)) {
      await refreshSome(
        context,
        network,
        rows.map(({ _id }) => _id),
      );
    }
    waiting = [];
  };
  for await (const row of unlistedInAllNetworks(context)) {
    waiting.push(row);
    if (waiting.length === batch) await write();
  }
  await write();
};

/** Rows that were written before the directory could find people get what it finds them by. */
export const letPeopleBeFound: Migration<ServiceContext> = {
  number: 1,
  what: 'People can be found by what is on their rows',
  run: refresh,
};

/** What somebody can help with can be sought as a whole, as their interests can. */
export const letStrengthsBeSought: Migration<ServiceContext> = {
  number: 3,
  what: 'People can be sought by what they can help with',
  run: async (context) => {
    await relistInAllNetworks(context);
    await refresh(context);
  },
};
