import type { MongoClient } from 'mongodb';
import { median, rounded } from '../statistics.ts';
import { type Lanes, perSecond } from './crowd.ts';

/** How many at once, of how many in all, and how often it is measured. */
export interface Crowd extends Lanes {
  readonly rounds: number;
}

/** What it is measured by: one conditional update for each, as a program would that only counts the seats. */
const bareUpdates = (client: MongoClient, crowd: Crowd) => {
  const seats = client.db('bench').collection<{ _id: string; taken: number }>('seats');
  return async (round: number): Promise<number> => {
    const _id = `round-${round}`;
    await seats.insertOne({ _id, taken: 0 });
    return perSecond(crowd, async () => {
      await seats.findOneAndUpdate({ _id, taken: { $lt: crowd.people } }, { $inc: { taken: 1 } });
    });
  };
};

/** Registrations a second by the API, by turns with bare conditional updates. */
export const measureRegistrations = async (
  client: MongoClient,
  crowd: Crowd,
  register: (round: number) => Promise<(index: number) => Promise<void>>,
  say: (line: string) => void,
) => {
  const bare = bareUpdates(client, crowd);
  const all: { ours: number; bare: number }[] = [];
  // The first one warms up the servers.
  for (let round = 0; round <= crowd.rounds; round += 1) {
    const found = { bare: await bare(round), ours: await perSecond(crowd, await register(round)) };
    if (round > 0) all.push(found);
    say(
      `  round ${round}: ${rounded(found.ours, 0)} registrations/s, ${rounded(found.bare, 0)} bare updates/s`,
    );
  }
  const of = (name: 'ours' | 'bare'): number => rounded(median(all.map((one) => one[name])), 0);
  return { registrationsPerSecond: of('ours'), bareUpdatesPerSecond: of('bare') };
};
