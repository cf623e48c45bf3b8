import type { Log, Nats } from '@skein/service-kit';
import type { Db } from 'mongodb';

/** Something stored, published or logged, as whoever took a dump of it all finds it. */
export interface Found {
  /** The collection, stream or log it was found in; those of one place are in the order they lay there. */
  readonly place: string;
  readonly value: unknown;
  readonly text: string;
}

const found = (place: string, value: unknown): Found => ({ place, value, text: JSON.stringify(value) });

/** Keeps what a service logs from now on, down to the finest level. */
export const keepLog = (log: Log): Found[] => {
  const lines: Found[] = [];
  const stream = Object.getOwnPropertySymbols(log).find((symbol) => String(symbol) === 'Symbol(pino.stream)');
  if (!stream) throw new Error('the log has no stream to listen to');
  const put = (line: string) => lines.push(found('log', JSON.parse(line)));
  Object.assign(log, { [stream]: { write: put } });
  log.level = 'trace';
  return lines;
};

const collectionsOf = async (db: Db): Promise<Found[]> => {
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  const rows = await Promise.all(
    names
      .filter((name) => !name.startsWith('system.'))
      .map(async (name) =>
        (await db.collection(name).find().sort({ $natural: 1 }).toArray()).map((row) => found(name, row)),
      ),
  );
  return rows.flat();
};

const streamsOf = async ({ jsm }: Nats, prefix: string): Promise<Found[]> => {
  const messages: Found[] = [];
  for await (const { config, state } of jsm.streams.list()) {
    if (!config.name.toLowerCase().includes(prefix)) continue;
    for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
      const message = await jsm.streams.getMessage(config.name, { seq }).catch(() => null);
      if (!message) continue;
      const { subject, timestamp } = message;
      const headers = [...(message.header ?? [])].map(([name, values]) => `${name}: ${values}`).join('\n');
      const data = message.string();
      messages.push(
        found(config.name, { subject, timestamp, seq, headers, data, size: message.data.length }),
      );
    }
  }
  return messages;
};

/** All that databases and streams hold of an installation; MongoDB's own replication log is not in it. */
export const dumpOf = async (db: Db, nats: Nats, prefix: string): Promise<Found[]> => {
  const { databases } = await db.admin().listDatabases({ nameOnly: true });
  const ours = databases.filter(({ name }) => name.startsWith(prefix));
  const rows = await Promise.all(ours.map(({ name }) => collectionsOf(db.client.db(name))));
  return [...rows.flat(), ...(await streamsOf(nats, prefix))];
};
