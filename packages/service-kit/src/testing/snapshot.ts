import type { Db } from 'mongodb';

type Row = { _id: unknown; network?: string; envelope?: { network: string } };

// What others do meanwhile: leases, counts of uses, what was read, and the audit lines that a denial writes.
const elsewhere = new Set(['audit', 'leases', 'limits', 'inbox']);
// Rows that a background process takes away or ticks off; a request can only have added one.
const draining = new Set(['outbox', 'directory_outbox', 'survey_announcements']);

/** What a database holds of one network, by collection and id. */
export type Snapshot = ReadonlyMap<string, ReadonlyMap<string, string>>;

export const snapshotOf = async (db: Db, network: string): Promise<Snapshot> => {
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  const held = collections.filter(({ name }) => !elsewhere.has(name) && !name.startsWith('system.'));
  const read = async ({ name }: { name: string }) => {
    // Of rows that only come and go their ids are enough; of these there are the most.
    const projection = draining.has(name) ? { network: 1, 'envelope.network': 1 } : {};
    const rows = await db.collection(name).find({}, { projection }).toArray();
    const ours = (rows as unknown as Row[]).filter(
      (row) => (row.network ?? row.envelope?.network ?? network) === network,
    );
    return [name, new Map(ours.map((row) => [String(row._id), JSON.stringify(row)]))] as const;
  };
  return new Map(await Promise.all(held.map(read)));
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

/** The ids of all that the network has: none of them may be in what another network's people are shown. */
export const idsIn = (snapshot: Snapshot): string[] =>
  [...snapshot.values()]
    .flatMap((rows) => [...rows.keys()])
    .filter((id) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id));
