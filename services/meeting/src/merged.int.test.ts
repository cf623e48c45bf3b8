import { duplicatesContract } from '@skein/contracts';
import { newId, startService } from '@skein/service-kit';
import { membershipSide, testEnvironment, until } from '@skein/service-kit/testing';
import { afterAll, expect, it } from 'vitest';
import { meeting } from './app.ts';

const stack = new AsyncDisposableStack();
afterAll(() => stack.disposeAsync());

it('moves what two had, who are one person now: once in each list, and there if either was', async () => {
  const environment = testEnvironment();
  const side = await membershipSide(environment);
  stack.defer(() => side.stop());
  const service = await startService(meeting, environment);
  stack.defer(() => service.stop());
  const { db } = service.context;
  const [kept, gone, other, community] = [newId(), newId(), newId(), newId()];
  const rows = (name: string) => db.collection<{ _id: string; [field: string]: unknown }>(name);
  const times = { startsAt: new Date(), minutes: 60, audience: 'community', reading: [] };
  const meet = async (present: string[], apologies: string[]): Promise<string> => {
    const _id = newId();
    const facts = { community, title: 'Call', kind: 'call', status: 'planned', agenda: [], notes: '' };
    await rows('meetings').insertOne(
      { _id, network: 'testing', version: 1, ...facts, ...times, present, apologies },
      { bypassDocumentValidation: true },
    );
    return _id;
  };
  const both = await meet([other, gone, kept], []);
  const either = await meet([gone], [kept, other]);
  const neither = await meet([other], []);
  const workstream = newId();
  const owned = { network: 'testing', version: 1, community, title: 'Newsletter' };
  const past = { bypassDocumentValidation: true };
  await rows('workstreams').insertOne({ _id: workstream, ...owned, owners: [gone, kept] }, past);
  const step = {
    _id: newId(),
    ...owned,
    workstream,
    notes: '',
    dates: [],
    status: 'proposed',
    owners: [gone, other],
  };
  await rows('steps').insertOne(step, past);
  const told = {
    title: 'A case',
    situation: 'Hm.',
    observations: [],
    insights: [],
    meeting: both,
    status: 'raised',
    broughtBy: gone,
    contributions: [{ id: newId(), part: 'insight', text: 'Ask sooner.', by: gone, at: new Date() }],
  };
  await rows('learning_cases').insertOne(
    { _id: newId(), network: 'testing', version: 1, community, ...told },
    past,
  );
  const at = new Date();
  const tension = {
    ...{ _id: newId(), network: 'testing', version: 1, community, title: 'Notes', wouldHelp: '' },
    ...{ raisedBy: gone, raisedAt: at, status: 'open', history: [{ at, by: gone, did: 'raised' }] },
  };
  await rows('tensions').insertOne(tension);
  const decision = {
    ...{ _id: newId(), network: 'testing', version: 1, community, what: 'Fridays', why: '' },
    ...{ agreedBy: [gone, kept], decidedOn: '2026-05-04', status: 'standing' },
    reviews: [{ at, by: gone, outcome: 'kept' }],
  };
  await rows('decisions').insertOne(decision);
  const elsewhere = { ...step, _id: newId(), network: 'elsewhere' };
  await rows('steps').insertOne(elsewhere, past);

  const data = { person: gone, kept };
  await side.publish(duplicatesContract.events.personMerged, { subject: gone, version: 2, data });
  await until('it to be carried out', () =>
    db.collection('outbox').findOne({ 'envelope.type': /departure\.carried-out/, 'envelope.subject': gone }),
  );
  const read = (name: string, _id: string) => rows(name).findOne({ _id });
  expect(await read('meetings', both)).toMatchObject({ present: [other, kept], apologies: [], version: 2 });
  expect(await read('meetings', either)).toMatchObject({ present: [kept], apologies: [other] });
  expect(await read('meetings', neither)).toMatchObject({ present: [other], version: 1 });
  expect(await read('workstreams', workstream)).toMatchObject({ owners: [kept], version: 2 });
  expect(await read('steps', step._id)).toMatchObject({ owners: [kept, other], version: 2 });
  expect(await rows('learning_cases').findOne()).toMatchObject({
    ...{ broughtBy: kept, version: 2 },
    contributions: [{ by: kept }],
  });
  expect(await read('tensions', tension._id)).toMatchObject({
    ...{ raisedBy: kept, version: 2 },
    history: [{ by: kept, did: 'raised' }],
  });
  expect(await read('decisions', decision._id)).toMatchObject({
    ...{ agreedBy: [kept], version: 2 },
    reviews: [{ by: kept }],
  });
  expect(await read('steps', elsewhere._id)).toMatchObject({ owners: [gone, other], version: 1 });
  const carried = await db.collection('outbox').findOne({ 'envelope.type': /departure\.carried-out/ });
  expect(carried?.envelope.data).toMatchObject({ person: gone, kept });
});
