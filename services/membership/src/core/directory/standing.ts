import type { Tx } from '@skein/service-kit';
import type { AnyBulkWriteOperation } from 'mongodb';
import type { MembershipRow } from '../communities/memberships.ts';
import type { ConsentRow } from '../consent/store.ts';
import type { PersonRow } from '../people/store.ts';

// The ledger and the memberships are the truth. What a search asks of them stands on the person's row too, kept by
// whoever writes to them, in the same transaction: so one index leads to whom somebody may find.

const update = async (tx: Tx, operations: AnyBulkWriteOperation<PersonRow>[]): Promise<void> => {
  if (operations.length === 0) return;
  await tx.db.collection<PersonRow>('people').bulkWrite(operations, { session: tx.session, ordered: false });
};

/** Notes who agreed to be listed in the directory, and who no longer does, after these lines of the ledger. */
export const noteListing = async (
  tx: Tx,
  lines: readonly Pick<ConsentRow, 'network' | 'person' | 'purpose' | 'given'>[],
): Promise<void> => {
  const last = new Map(
    lines.filter(({ purpose }) => purpose === 'directory-listing').map((line) => [line.person, line]),
  );
  const operations = [...Map.groupBy(last.values(), ({ network, given }) => `${network} ${given}`).values()];
  await update(
    tx,
    operations.flatMap((group) => {
      const [{ network, given } = { network: '', given: false }] = group;
      const filter = { _id: { $in: group.map(({ person }) => person) }, network };
      return [{ updateMany: { filter, update: { $set: { listed: given } } } }];
    }),
  );
};

/** Notes in which communities people are now. */
export const notePlaces = async (tx: Tx, rows: readonly MembershipRow[]): Promise<void> => {
  const groups = Map.groupBy(rows, ({ network, community, role }) => [network, community, !role].join(' '));
  await update(
    tx,
    [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { network, community, role } = first;
      const filter = { _id: { $in: group.map(({ person }) => person) }, network };
      const change = role ? { $addToSet: { places: community } } : { $pull: { places: community } };
      return [{ updateMany: { filter, update: change } }];
    }),
  );
};
