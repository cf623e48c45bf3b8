import { duplicatesContract } from '@skein/contracts';
import { newId, startService } from '@skein/service-kit';
import { membershipSide, testEnvironment, until } from '@skein/service-kit/testing';
import { afterAll, expect, it } from 'vitest';
import { survey } from '../../app.ts';

const stack = new AsyncDisposableStack();
afterAll(() => stack.disposeAsync());

it('leaves one invitation of two to one survey, with the answer that there is, and the counts as they were', async () => {
  const environment = testEnvironment();
  const side = await membershipSide(environment);
  stack.defer(() => side.stop());
  const service = await startService(survey, environment);
  stack.defer(() => service.stop());
  const { db } = service.context;
  const network = 'testing';
  const [kept, gone] = [newId(), newId()];
  const rows = (name: string) => db.collection<{ _id: string; [field: string]: unknown }>(name);
  const used: string[] = [];
  const past = { bypassDocumentValidation: true };
  /** A survey that these were asked in; `answered` have. */
  const run = async (asked: string[], answered: string[]): Promise<string> => {
    const id = newId();
    for (const person of asked) {
      const link = newId();
      await rows('invitations').insertOne({ _id: link, network, survey: id, person });
      if (!answered.includes(person)) continue;
      used.push(link);
      await rows('used_links').insertOne({ _id: link, network, survey: id, response: newId() }, past);
      const answers = { how: person === kept ? 'of the kept one' : 'of the other one' };
      const response = { _id: newId(), network, survey: id, link, receivedAt: new Date(), answers };
      await rows('responses').insertOne(response, past);
    }
    return id;
  };
  const neither = await run([kept, gone], []);
  const keptOne = await run([kept, gone], [kept]);
  const goneOne = await run([kept, gone], [gone]);
  const both = await run([kept, gone], [kept, gone]);
  const alone = await run([gone], [gone]);
  const data = { person: gone, kept };
  await side.publish(duplicatesContract.events.personMerged, { subject: gone, version: 2, data });
  await until('it to be carried out', () =>
    db.collection('outbox').findOne({ 'envelope.type': /departure\.carried-out/, 'envelope.subject': gone }),
  );
  expect(await rows('invitations').countDocuments({ person: gone })).toBe(0);
  for (const id of [neither, keptOne, goneOne, both, alone])
    expect(await rows('invitations').countDocuments({ survey: id, person: kept }), id).toBe(1);
  /** The answers that lead to the kept one by their invitation. */
  const answersIn = async (id: string): Promise<unknown[]> => {
    const links = (await rows('invitations').find({ survey: id, person: kept }).toArray()).map(
      ({ _id }) => _id,
    );
    const found = await rows('responses').find({ survey: id }).toArray();
    // None is left that leads to nobody.
    expect(found.every(({ link }) => links.includes(String(link)))).toBe(true);
    return found.map(({ answers }) => (answers as { how: string }).how);
  };
  expect(await answersIn(neither)).toEqual([]);
  expect(await answersIn(keptOne)).toEqual(['of the kept one']);
  expect(await answersIn(goneOne)).toEqual(['of the other one']);
  expect(await answersIn(both)).toEqual(['of the kept one']);
  expect(await answersIn(alone)).toEqual(['of the other one']);
  // A link that was used stays used, so that no answer is counted twice.
  expect(await rows('used_links').countDocuments({ _id: { $in: used } })).toBe(used.length);
});
