import { communitiesContract, consentContract, peopleContract } from '@skein/contracts';
import { markDirectories } from '@skein/known';
import { newId, type ServiceContext, type Tx, transact, writeAudit } from '@skein/service-kit';
import { signedInAmong } from '../../access/sessions/store.ts';
import type { ConsentRow } from '../../core/consent/row.ts';
import { consentsOf, forgetConsentsOf, insertConsents } from '../../core/consent/store.ts';
import type { MembershipRow } from '../../core/memberships/row.ts';
import { findPlaces, placesOf, putMembership, removePlacesOf } from '../../core/memberships/store.ts';
import { findPeople, raisePeople, removePeople } from '../../core/people/store.ts';
import { withdrawAsked } from '../invitations/record.ts';
import { takenBack } from './decide.ts';
import { forgetStaged } from './forget.ts';
import type { ImportRow, TakenIn } from './row.ts';
import { findImportAs, noteTakenBack, replaceImport } from './store.ts';
import { forgetBatch, lastTakenIn } from './taken-in-store.ts';

const tellOfEnd = (tx: Tx, { _id, network, version, person, community }: MembershipRow): void =>
  tx.record(communitiesContract.events.membershipEnded, {
    network,
    subject: _id,
    version: version + 1,
    data: { person, community },
  });

/** Takes away the newcomers of a batch who have done nothing since; gives how many stay, since they have. */
const removeNewcomers = async (tx: Tx, { network, people, memberships }: TakenIn): Promise<number> => {
  const there = await findPeople(tx, people);
  const ids = there.map(({ _id }) => _id);
  const places = await placesOf(tx, ids);
  const asWritten = new Map(memberships.map(({ id, version }) => [id, version]));
  const moved = places.filter((one) => !one.takenBack && asWritten.get(one._id) !== one.version);
  const busy = new Set([...moved.map((one) => one.person), ...(await signedInAmong(tx, ids))]);
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
  await removePeople(tx, going);
  await removePlacesOf(tx, going);
  await forgetConsentsOf(tx, going);
  await markDirectories(tx, going);
  return there.length - going.length;
};

/** Ends the memberships that a batch gave to people who were members before, unless they changed since. */
const endPlaces = async (tx: Tx, { people, memberships }: TakenIn): Promise<void> => {
  const asWritten = new Map(memberships.map(({ id, version }) => [id, version]));
  const newcomers = new Set(people);
  const places = await findPlaces(tx, [...asWritten.keys()]);
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
  const people = await findPeople(tx, [...new Set(consents.map(({ person }) => person))]);
  for (const { _id: person, version: before } of people) {
    const ledger = await consentsOf(tx, person);
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
    if (lines.length) await raisePeople(tx, new Map([[person, before + lines.length]]));
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
    const batch = await lastTakenIn(tx, id);
    if (!batch) return false;
    await withdrawAsked(tx, by, [...new Set(batch.memberships.map(({ id }) => id.split('.')[0] ?? ''))]);
    await endPlaces(tx, batch);
    await withdraw(tx, batch);
    const kept = await removeNewcomers(tx, batch);
    await forgetBatch(tx, batch);
    await noteTakenBack(tx, id, kept);
    const done = { actor: by, action: 'takeBackImport', outcome: 'done' as const, at: now };
    await writeAudit(tx, { ...done, targets: [id, ...tx.concerned] });
    return true;
  });
};

/** Takes back an import that can neither go on nor stay half: batch by batch, the last one first. */
export const takeBackImport = async (
  context: ServiceContext,
  row: ImportRow,
  keepGoing: () => Promise<boolean>,
): Promise<void> => {
  const reader = context.readerOf(row.network);
  while (await takeBackBatch(context, row)) if (!(await keepGoing())) return;
  await forgetStaged(reader, row._id, true);
  const current = await findImportAs(reader, row._id, 'taking-back');
  if (current) await replaceImport(reader, takenBack(current, context.now()), current.version);
};
