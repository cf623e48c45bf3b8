import { communitiesContract, consentContract, peopleContract } from '@skein/contracts';
import { markDirectories } from '@skein/known';
import { newId, type ServiceContext, type Tx, transact, writeAudit } from '@skein/service-kit';
import { type MembershipRow, putMembership } from '../../core/communities/memberships.ts';
import { type ConsentRow, consentsOf, insertConsents } from '../../core/consent/store.ts';
import { findPeople, type PersonRow, raisePeople } from '../../core/people/store.ts';
import { takenBack } from './decide.ts';
import { forgetStaged, type ImportRow, imports, replaceImport, type TakenIn, takenIn } from './store.ts';

const placesOf = (tx: Tx, network: string, filter: object): Promise<MembershipRow[]> =>
  tx.db
    .collection<MembershipRow>('memberships')
    .find({ network, ...filter }, { session: tx.session })
    .toArray();

const tellOfEnd = (tx: Tx, { _id, network, version, person, community }: MembershipRow): void =>
  tx.record(communitiesContract.events.membershipEnded, {
    network,
    subject: _id,
    version: version + 1,
    data: { person, community },
  });

/** Takes away the newcomers of a batch who have done nothing since; gives how many stay, since they have. */
const removeNewcomers = async (tx: Tx, { network, people, memberships }: TakenIn): Promise<number> => {
  const { session, db } = tx;
  const there = await findPeople(tx, network, people);
  const person = { $in: there.map(({ _id }) => _id) };
  const places = await placesOf(tx, network, { person });
  const asWritten = new Map(memberships.map(({ id, version }) => [id, version]));
  const moved = places.filter((one) => !one.takenBack && asWritten.get(one._id) !== one.version);
  const signedIn: string[] = await db
    .collection('sessions')
    .distinct('person', { network, person }, { session });
  const busy = new Set([...moved.map((one) => one.person), ...signedIn]);
  const going = there.filter(({ _id, version }) => version === 1 && !busy.has(_id)).map(({ _id }) => _id);
  const those = new Set(going);
  for (const place of places) if (those.has(place.person) && place.role) tellOfEnd(tx, place);
  for (const id of going)
    tx.record(peopleContract.events.personRemoved, {
      network,
      subject: id,
      version: 2,
      data: { person: id },
    });
  await db.collection<PersonRow>('people').deleteMany({ network, _id: { $in: going } }, { session });
  for (const collection of ['memberships', 'consents'])
    await db.collection(collection).deleteMany({ network, person: { $in: going } }, { session });
  await markDirectories(tx, going);
  return there.length - going.length;
};

/** Ends the memberships that a batch gave to people who were members before, unless they changed since. */
const endPlaces = async (tx: Tx, { network, people, memberships }: TakenIn): Promise<void> => {
  const asWritten = new Map(memberships.map(({ id, version }) => [id, version]));
  const newcomers = new Set(people);
  const places = await placesOf(tx, network, { _id: { $in: [...asWritten.keys()] } });
  const ending = places.filter(
    ({ _id, person, role, version }) => role && asWritten.get(_id) === version && !newcomers.has(person),
  );
  for (const { role: _, ...place } of ending) {
    tellOfEnd(tx, place);
    await putMembership(tx, { ...place, version: place.version + 1, takenBack: true, since: tx.now });
  }
  await markDirectories(tx, [...new Set(ending.map(({ person }) => person))]);
};

/** Withdraws the consents that a batch wrote for people who were members before, unless they answered since. */
const withdraw = async (tx: Tx, { network, consents }: TakenIn): Promise<void> => {
  const people = await findPeople(tx, network, [...new Set(consents.map(({ person }) => person))]);
  for (const { _id: person, version: before } of people) {
    const ledger = await consentsOf(tx.db, network, person, tx.session);
    const ours = new Set(consents.filter((one) => one.person === person).map(({ line }) => line));
    const last = new Map(ledger.map((line) => [line.purpose, line]));
    const lines = [...last.values()]
      .filter(({ _id }) => ours.has(_id))
      .map((line): ConsentRow => ({ ...line, _id: newId(), given: false, reason: 'taken-back', at: tx.now }));
    await insertConsents(tx, lines);
    for (const [index, { purpose, given, channel }] of lines.entries()) {
      const data = { person, purpose, given, channel };
      const version = before + index + 1;
      tx.record(consentContract.events.consentRecorded, { network, subject: person, version, data });
    }
    if (lines.length) await raisePeople(tx, network, new Map([[person, before + lines.length]]));
  }
  await markDirectories(
    tx,
    people.map(({ _id }) => _id),
  );
};

/** Takes back one batch, the last of those that are in; false where none is. */
const takeBackBatch = (context: ServiceContext, { _id: id, network, by }: ImportRow): Promise<boolean> => {
  const now = context.now();
  return transact(context, { network, now }, async (tx) => {
    const { session, db } = tx;
    const batch = await takenIn(db).findOne({ import: id }, { session, sort: { line: -1 } });
    if (!batch) return false;
    await endPlaces(tx, batch);
    await withdraw(tx, batch);
    const kept = await removeNewcomers(tx, batch);
    await takenIn(db).deleteOne({ _id: batch._id }, { session });
    const change = { $set: { faults: 0 }, $inc: { version: 1, kept } };
    await imports(db).updateOne({ _id: id, state: 'taking-back' }, change, { session });
    const done = { network, actor: by, action: 'takeBackImport', outcome: 'done' as const, at: now };
    await writeAudit(db, { ...done, targets: [id, ...tx.concerned] }, session);
    return true;
  });
};

/** Takes back an import that can neither go on nor stay half: batch by batch, the last one first. */
export const takeBackImport = async (
  context: ServiceContext,
  row: ImportRow,
  keepGoing: () => Promise<boolean>,
): Promise<void> => {
  const { db, now } = context;
  while (await takeBackBatch(context, row)) if (!(await keepGoing())) return;
  await forgetStaged(db, row._id, true);
  const current = await imports(db).findOne({ _id: row._id, state: 'taking-back' });
  if (current) await replaceImport(db, takenBack(current, now()), current.version);
};
