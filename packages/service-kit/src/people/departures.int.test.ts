import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { ServiceConfig } from '../config.ts';
import { newId } from '../ids.ts';
import type { OutboxRow } from '../messaging/outbox.ts';
import { defineService, type RunningService, startService } from '../service.ts';
import { declareCollection } from '../storage/collections.ts';
import { holds, showsNothing } from '../storage/holdings.ts';
import { rowsIn } from '../storage/rows.ts';
import { testEnvironment, until } from '../testing/index.ts';
import { startDepartures } from './carry-out.ts';
import { findDeparture } from './departures.ts';

const environment = testEnvironment();
const network = 'testing';
const collection = (name: string) =>
  declareCollection({
    name,
    schema: z.object({ _id: z.string(), network: z.string(), person: z.string() }),
    people: holds({
      title: `Your ${name}`,
      at: ['person'],
      show: showsNothing,
      erase: { does: 'remove' },
      merge: { does: 'stay' },
    }),
  });
const collections = [collection('meals'), collection('walks')];
const [meals, walks] = collections.map((one) => rowsIn(one));
let service: RunningService;

beforeAll(async () => {
  const definition = defineService({
    name: 'meeting',
    // Not the API: nothing of the contract need be answered here, and the departures are the test's own.
    process: 'worker',
    config: ServiceConfig,
    capabilities: [
      {
        name: 'days',
        collections,
        loops: (context) => [startDepartures(context, collections, [], async () => {})],
      },
    ],
  });
  service = await startService(definition, environment);
});
afterAll(() => service.stop());

it('are carried out to the end where an earlier version of the service was in the middle of one', async () => {
  const reader = service.context.readerOf(network);
  const [person, other] = [newId(), newId()];
  const row = (whose: string) => ({ _id: newId(), network, person: whose });
  // One that came late into the collection that was gone over already.
  await meals?.(reader).insertMany([row(person), row(other)]);
  await walks?.(reader).insertMany([row(person), row(person), row(other)]);
  const begun = { sweeps: 0, dueAt: new Date(), place: 1, after: '0', elsewhere: [] };
  const counts = [{ removed: 3, changed: 0, kept: 0 }];
  await reader.db
    .collection<{ _id: string }>('departures')
    .insertOne({ _id: person, network, ...begun, counts } as never);
  await until('the sweep', async () => (await findDeparture(reader, person))?.sweeps === 1);
  expect(await findDeparture(reader, person)).not.toHaveProperty('place');
  const told = await reader.db
    .collection<OutboxRow>('outbox')
    .findOne({ 'envelope.subject': person, 'envelope.type': /departure\.carried-out/ });
  expect(told?.envelope.data).toMatchObject({
    lines: [
      { what: 'What was gone over before the service was replaced by a newer version', removed: 3 },
      { what: 'Your meals', removed: 1 },
      { what: 'Your walks', removed: 2 },
    ],
  });
  const left = [await meals?.(reader).find().toArray(), await walks?.(reader).find().toArray()];
  expect(left).toMatchObject([[{ person: other }], [{ person: other }]]);
});
