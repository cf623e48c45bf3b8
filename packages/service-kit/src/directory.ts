import { bucketName, DirectoryEntry } from '@skein/contracts';
import type { Db } from 'mongodb';
import type { Log } from './log.ts';
import { type Loop, startLoop } from './loop.ts';
import type { Nats } from './messaging/nats.ts';
import type { ReadModel } from './messaging/read-models.ts';
import { holds, holdsNobody } from './people/declare.ts';
import type { CollectionDeclaration } from './storage/collections.ts';
import { putIfNewer, type Tx } from './storage/transaction.ts';

/** A member whose entry in the `MEMBERS` bucket no longer says what they are. */
interface DirtyMember {
  readonly _id: string;
  readonly network: string;
  readonly version: number;
}

export const directoryOutboxCollection: CollectionDeclaration = {
  name: 'directory_outbox',
  people: holdsNobody('ids of those whose entry is to be written next, gone once it is'),
};

const keyOf = (network: string, person: string): string => `${network}.${person}`;

/** Marks a member's directory entry as out of date, in the transaction that changed the member. */
export const markDirectory = async (tx: Tx, network: string, person: string): Promise<void> => {
  await tx.db
    .collection<DirtyMember>('directory_outbox')
    .updateOne(
      { _id: person },
      { $inc: { version: 1 }, $setOnInsert: { network } },
      { session: tx.session, upsert: true },
    );
};

/** Marks people who were made in this transaction, so that none can be marked yet. */
export const markNewcomers = async (tx: Tx, network: string, people: readonly string[]): Promise<void> => {
  const marks = people.map((_id) => ({ _id, network, version: 1 }));
  if (marks.length)
    await tx.db.collection<DirtyMember>('directory_outbox').insertMany(marks, { session: tx.session });
};

/** Marks many members at once, in one round trip. */
export const markDirectories = async (tx: Tx, network: string, people: readonly string[]): Promise<void> => {
  const marks = people.map((person) => ({
    updateOne: {
      filter: { _id: person },
      update: { $inc: { version: 1 }, $setOnInsert: { network } },
      upsert: true,
    },
  }));
  if (marks.length)
    await tx.db
      .collection<DirtyMember>('directory_outbox')
      .bulkWrite(marks as never, { session: tx.session, ordered: false });
};

/**
 * Keeps the bucket true to the members: writes what each is now (`current`), never what they were when marked.
 * A member who is gone (`undefined`) is erased from the bucket.
 */
export const startDirectoryWriter = (
  db: Db,
  nats: Nats,
  prefix: string,
  log: Log,
  current: (network: string, people: readonly string[]) => Promise<ReadonlyMap<string, DirectoryEntry>>,
): Loop => {
  const dirty = db.collection<DirtyMember>('directory_outbox');
  const write = async (rows: readonly DirtyMember[], network: string): Promise<boolean> => {
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

/** A member as a service's own copy of the directory has them. */
export type KnownMember = Omit<DirectoryEntry, 'id'> & { readonly _id: string };

export const directoryCollections: readonly CollectionDeclaration[] = [
  {
    name: 'members',
    indexes: [{ key: { network: 1, consents: 1, _id: 1 } }],
    people: holds<KnownMember>({
      title: 'Your name and address, for writing to you',
      at: ['_id'],
      show: ({ name, email, consents }) => ({ name, email, consents }),
      erase: { does: 'remove' },
      join: { does: 'remove' },
    }),
  },
];

/** The read model of names and addresses, for a service that must write to people. */
export const directory = (service: string): ReadModel => ({
  name: 'directory',
  collections: directoryCollections.map(({ name }) => name),
  consumer: {
    name: `${service}-directory`,
    stream: (prefix) => `KV_${bucketName(prefix, 'MEMBERS')}`,
    filters: (prefix) => [`$KV.${bucketName(prefix, 'MEMBERS')}.>`],
    read: (message) => {
      const [network, person = ''] = message.subject.split('.').slice(-2);
      const gone = Boolean(message.headers?.get('KV-Operation'));
      const entry = gone ? undefined : DirectoryEntry.parse(message.json());
      if (entry && (entry.network !== network || entry.id !== person))
        throw new Error('the key and the entry disagree on who it is');
      return {
        key: String(message.seq),
        apply: async (tx) => {
          const members = tx.db.collection<KnownMember>('members');
          if (!entry)
            await members.deleteOne({ _id: person, network: network ?? '' }, { session: tx.session });
          else {
            // The bucket's revision orders the entries: communities and consents change without the person's version.
            const { id, ...rest } = entry;
            await putIfNewer(members, { _id: id, ...rest, version: message.seq }, tx);
          }
        },
      };
    },
  },
});
