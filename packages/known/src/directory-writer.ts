import { bucketName, type DirectoryEntry } from '@skein/contracts';
import {
  declareCollection,
  holdsNobody,
  type Loop,
  type Nats,
  rowsIn,
  type ServiceContext,
  startLoop,
  type Tx,
} from '@skein/service-kit';
import { MarkedMember } from './row.ts';

/** Whose entry in the bucket is to be written next; kept by membership alone. */
export const directoryOutboxCollection = declareCollection({
  name: 'directory_outbox',
  schema: MarkedMember,
  grows: 'gone once the entry is written',
  people: holdsNobody('ids of those whose entry is to be written next, gone once it is'),
});

const marked = rowsIn(directoryOutboxCollection);

const keyOf = (network: string, person: string): string => `${network}.${person}`;

/** Marks a member's directory entry as out of date, in the transaction that changed the member. */
export const markDirectory = async (tx: Tx, person: string): Promise<void> => {
  const { network } = tx;
  await marked(tx).updateOne(
    { _id: person },
    { $inc: { version: 1 }, $setOnInsert: { network } },
    { upsert: true },
  );
};

/** Marks people who were made in this transaction, so that none can be marked yet. */
export const markNewcomers = async (tx: Tx, people: readonly string[]): Promise<void> => {
  const { network } = tx;
  const marks = people.map((_id) => ({ _id, network, version: 1 }));
  if (marks.length) await marked(tx).insertMany(marks);
};

/** Marks many members at once, in one round trip. */
export const markDirectories = async (tx: Tx, people: readonly string[]): Promise<void> => {
  const { network } = tx;
  const marks = people.map((person) => ({
    updateOne: {
      filter: { _id: person },
      update: { $inc: { version: 1 }, $setOnInsert: { network } },
      upsert: true,
    },
  }));
  if (marks.length) await marked(tx).bulkWrite(marks, { ordered: false });
};

/**
 * Keeps the bucket true to the members: writes what each is now (`current`), never what they were when marked.
 * A member who is gone (`undefined`) is erased from the bucket.
 */
export const startDirectoryWriter = (
  { db, nats, config, log }: ServiceContext,
  current: (network: string, people: readonly string[]) => Promise<ReadonlyMap<string, DirectoryEntry>>,
): Loop => {
  const prefix = config.SKEIN_PREFIX;
  const dirty = marked({ db });
  const write = async (rows: readonly MarkedMember[], network: string): Promise<boolean> => {
    const bucket = await nats.kvm.open(bucketName(prefix, 'MEMBERS'));
    const before = await Promise.all(rows.map(({ _id }) => bucket.get(keyOf(network, _id))));
    // Read after the revisions: if another process writes a newer state meanwhile, this one's write is refused.
    const entries = await current(
      network,
      rows.map(({ _id }) => _id),
    );
    const written = await Promise.allSettled(
      rows.map(async ({ _id }, index) => {
        const entry = entries.get(_id);
        if (!entry) return eraseMember(nats, prefix, network, _id);
        const previousSeq = before[index]?.revision ?? 0;
        await bucket.put(keyOf(network, _id), JSON.stringify(entry), { previousSeq });
      }),
    );
    const done = rows.filter((_row, index) => written[index]?.status === 'fulfilled');
    // A mark made meanwhile has a higher version, and so stays.
    const settled = done.map(({ _id, version }) => ({ deleteOne: { filter: { _id, version } } }));
    if (settled.length) await dirty.bulkWrite(settled, { ordered: false });
    return done.length === rows.length;
  };
  return startLoop('directory-writer', log, 500, async () => {
    const rows = await dirty.find({}).limit(500).toArray();
    let all = true;
    for (const [network, group] of Map.groupBy(rows, (row) => row.network))
      all = (await write(group, network)) && all;
    if (!all) throw new Error('some directory entries could not be written yet');
    return rows.length === 500;
  });
};

/** Erases a member from the bucket: the bytes of what it held are overwritten, and a purge marker tells the watchers. */
export const eraseMember = async (
  nats: Nats,
  prefix: string,
  network: string,
  person: string,
): Promise<void> => {
  const name = bucketName(prefix, 'MEMBERS');
  const bucket = await nats.kvm.open(name);
  const entry = await bucket.get(keyOf(network, person));
  if (entry?.operation === 'PUT') await nats.jsm.streams.deleteMessage(`KV_${name}`, entry.revision, true);
  await bucket.purge(keyOf(network, person));
};
