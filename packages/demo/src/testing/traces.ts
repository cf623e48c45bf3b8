import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JetStreamManager } from '@nats-io/jetstream';
import type { MongoClient } from 'mongodb';

type Places = Map<string, number>;

const noting =
  (words: readonly string[], places: Places) =>
  (place: string, text: string): void => {
    const lower = text.toLowerCase();
    if (words.some((word) => lower.includes(word.toLowerCase())))
      places.set(place, (places.get(place) ?? 0) + 1);
  };
type Note = ReturnType<typeof noting>;

const inDatabases = async (mongo: MongoClient, note: Note): Promise<void> => {
  const { databases } = await mongo.db('admin').admin().listDatabases({ nameOnly: true });
  for (const { name } of databases.filter((database) => database.name.startsWith('skein_'))) {
    for (const collection of await mongo.db(name).listCollections({}, { nameOnly: true }).toArray()) {
      const rows = mongo.db(name).collection(collection.name).find();
      for await (const row of rows) note(`${name}.${collection.name}`, JSON.stringify(row));
    }
  }
};

/** Every message that is there, whatever its subject: buckets are streams too, so each revision of each key. */
const inStreams = async (jsm: JetStreamManager, note: Note): Promise<void> => {
  for await (const { config, state } of jsm.streams.list()) {
    for (let seq = state.first_seq; seq <= state.last_seq && state.messages > 0; seq += 1) {
      const message = await jsm.streams.getMessage(config.name, { seq }).catch(() => null);
      if (!message) continue;
      const headers = [...(message.header ?? [])].map(([key, values]) => `${key}: ${values}`).join('\n');
      note(config.name, `${message.subject}\n${headers}\n${message.string()}`);
    }
  }
};

const inLogs = async (folder: string, note: Note): Promise<void> => {
  for (const file of await readdir(folder)) note(`log/${file}`, await readFile(join(folder, file), 'utf8'));
};

/**
 * Where any of these words stands, in all that an installation keeps: every row of every collection of every database,
 * every message of every stream and bucket, every log. What lies in the recipients' mailboxes is theirs.
 */
export const tracesOf = async (
  words: readonly string[],
  { mongo, jsm, logs }: { mongo: MongoClient; jsm: JetStreamManager; logs: string },
): Promise<Places> => {
  const places: Places = new Map();
  const note = noting(words, places);
  await inDatabases(mongo, note);
  await inStreams(jsm, note);
  await inLogs(logs, note);
  return places;
};
