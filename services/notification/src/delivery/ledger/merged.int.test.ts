import { duplicatesContract } from '@skein/contracts';
import { newId } from '@skein/service-kit';
import { until } from '@skein/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Stage, startStage } from '../../testing/stage.ts';
import { newLetter } from './new-letter.ts';
import type { LetterRow } from './row.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

it('leaves one letter of two to one person from one cause: the one to whom they are now', async () => {
  const { db } = stage.service.context;
  const letters = db.collection<LetterRow>('letters');
  const [kept, gone] = [newId(), newId()];
  const at = new Date();
  const sent = (cause: string, person: string): LetterRow => {
    const letter = newLetter({ network: 'testing', kind: 'digest', cause, person }, at, 'example.org');
    return { ...letter, status: 'sent', settledAt: at };
  };
  const [both, goneAlone, keptAlone] = [newId(), newId(), newId()];
  const toKept = { ...sent(both, kept), attempts: 3 };
  const rows = [toKept, sent(both, gone), sent(goneAlone, gone), sent(keptAlone, kept)];
  await letters.insertMany(rows);
  await stage.side.publish(duplicatesContract.events.personMerged, {
    subject: gone,
    version: 2,
    data: { person: gone, kept },
  });
  await until('it to be carried out', () =>
    db.collection('outbox').findOne({ 'envelope.type': /departure\.carried-out/, 'envelope.subject': gone }),
  );
  expect(await letters.countDocuments({ person: gone })).toBe(0);
  const ids = (await letters.find({ person: kept }).toArray()).map(({ _id }) => _id);
  expect(ids.toSorted()).toEqual(
    [both, goneAlone, keptAlone].map((cause) => `digest:${cause}:${kept}`).toSorted(),
  );
  expect(await letters.findOne({ cause: both })).toMatchObject({ attempts: 3 });
});
