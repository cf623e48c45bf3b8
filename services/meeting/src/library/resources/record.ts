import { resourcesContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import { deleteFile } from './file-store.ts';
import type { ResourceRow } from './row.ts';
import { deleteResource, putResource } from './store.ts';

const told = ({ _id: subject, network, version, community }: ResourceRow) => ({
  ...{ network, subject, version },
  data: { resource: subject, ...(community && { community }) },
});

/** Puts something into the library together with the event that tells of it. */
export const saveAdded = async (tx: Tx, row: ResourceRow): Promise<void> => {
  await putResource(tx, row);
  tx.record(resourcesContract.events.resourceAdded, told(row));
};

export const saveChanged = async (tx: Tx, row: ResourceRow): Promise<void> => {
  await putResource(tx, row);
  tx.record(resourcesContract.events.resourceChanged, told(row));
};

export const saveRemoved = async (tx: Tx, row: ResourceRow): Promise<void> => {
  await deleteResource(tx, row);
  if (row.file) await deleteFile(tx, row._id);
  tx.record(resourcesContract.events.resourceRemoved, told({ ...row, version: row.version + 1 }));
};
