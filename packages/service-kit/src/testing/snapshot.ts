import type { Db } from 'mongodb';

type Row = { _id: unknown; network?: string; envelope?: { network: string } };

// What others do meanwhile: leases, counts of uses, what was read, and the audit lines that a denial writes.
const elsewhere = new Set(['audit', 'leases', 'attempts', 'limits', 'inbox']);
// Rows that a background process takes away or ticks off; a request can only have added one.
const draining = new Set(['outbox', 'directory_outbox', 'survey_announcements']);

/** What a database holds of one network, by collection and id. */
export type Snapshot = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface Read {
  readonly hash: unknown;
  readonly rows: readonly Row[];
  readonly texts: readonly string[];
}

// What was read of each collection, by the hash that the database has of it: most of it stays as it was from one
// snapshot to the next, and the hash costs a fraction of the reading.
const readBefore = new WeakMap<Db, Map<string, Read>>();

export const snapshotOf = async (db: Db, network: string): Promise<Snapshot> => {
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  const held = collections
    .map(({ name }) => name)
    .filter((name) => !elsewhere.has(name) && !name.startsWith('system.'));
  const { collections: hashes } = await db.command({ dbHash: 1, collections: held });
  const before = readBefore.get(db) ?? new Map<string, Read>();
  readBefore.set(db, before);
  const read = async (name: string): Promise<Read> => {
    const last = before.get(name);
    if (last?.hash !== undefined && last.hash === hashes[name]) return last;
    // Of rows that only come and go their ids are enough; of these there are the most.
    const projection = draining.has(name) ? { network: 1, 'envelope.network': 1 } : {};
    const rows = (await db.collection(name).find({}, { projection }).toArray()) as unknown as Row[];
    const now = { hash: hashes[name], rows, texts: rows.map((row) => JSON.stringify(row)) };
    before.set(name, now);
    return now;
  };
  const ofNetwork = async (name: string) => {
    const { rows, texts } = await read(name);
    const ours = rows.flatMap((row, index) =>
      (row.network ?? row.envelope?.network ?? network) === network
        ? [[String(row._id), texts[index] ?? ''] as const]
        : [],
    );
    return [name, new Map(ours)] as const;
  };
  return new Map(await Promise.all(held.map(ofNetwork)));
};

type Rows = Snapshot extends ReadonlyMap<string, infer R> ? R : never;

const changesOfRows = (name: string, before: Rows, after: Rows): string[] => {
  const drains = draining.has(name);
  const differs = ([id, row]: [string, string]) => (drains ? !before.has(id) : before.get(id) !== row);
  const written = [...after].filter(differs).map(([id]) => `${name} ${id}`);
  const gone = drains ? [] : [...before.keys()].filter((id) => !after.has(id));
  return [...written, ...gone.map((id) => `${name} ${id} is gone`)];
};

/** What is not as it was: `collection id`, each. */
export const changesBetween = (before: Snapshot, after: Snapshot): string[] =>
  [...after].flatMap(([name, rows]) => changesOfRows(name, before.get(name) ?? new Map(), rows));

/** What an id looks like; a day, a quarter or a kind is none. */
export const anId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** The ids of all that the network has: none of them may be in what another network's people are shown. */
export const idsIn = (snapshot: Snapshot): string[] =>
  [...snapshot.values()].flatMap((rows) => [...rows.keys()]).filter((id) => anId.test(id));
