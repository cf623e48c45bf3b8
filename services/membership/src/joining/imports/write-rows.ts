import { communitiesContract, consentContract, peopleContract } from '@skein/contracts';
import { markDirectories, markNewcomers } from '@skein/known';
import type { Tx } from '@skein/service-kit';
import { insertConsents } from '../../core/consent/store.ts';
import type { MembershipRow } from '../../core/memberships/row.ts';
import { insertMemberships, putMembership } from '../../core/memberships/store.ts';
import { insertPeople, raisePeople } from '../../core/people/store.ts';
import { putAsked } from '../invitations/record.ts';
import type { Additions } from './apply-rows.ts';

const writeMemberships = async (tx: Tx, rows: readonly MembershipRow[]): Promise<void> => {
  const isNew = ({ version }: MembershipRow): boolean => version === 1;
  await insertMemberships(tx, rows.filter(isNew));
  for (const row of rows) if (!isNew(row)) await putMembership(tx, row);
};

/** Writes what a batch of rows adds, with its events. Newcomers are told that they are in, others of each community. */
export const writeAdditions = async (
  tx: Tx,
  { people, memberships, asked, firstConsents, consents }: Additions,
): Promise<void> => {
  if (people.length) await insertPeople(tx, people);
  await writeMemberships(tx, memberships);
  await putAsked(tx, asked);
  await insertConsents(tx, [...firstConsents, ...consents.map(({ row }) => row)]);
  await raisePeople(tx, new Map(consents.map(({ row, version }) => [row.person, version])));
  for (const { _id, version, roles } of people) {
    const data = { person: _id, roles, welcome: false, placed: true };
    tx.record(peopleContract.events.personJoined, { network: tx.network, subject: _id, version, data });
  }
  const newcomers = new Set(people.map(({ _id }) => _id));
  for (const { _id, version, person, community, role = 'member' } of memberships) {
    const placed = !newcomers.has(person) && { placed: true };
    const data = { person, community, role, welcome: false, ...placed };
    tx.record(communitiesContract.events.membershipStarted, {
      network: tx.network,
      subject: _id,
      version,
      data,
    });
  }
  for (const { row, version } of consents) {
    const { person, purpose, given, channel } = row;
    const data = { person, purpose, given, channel };
    tx.record(consentContract.events.consentRecorded, {
      network: tx.network,
      subject: person,
      version,
      data,
    });
  }
  await markNewcomers(tx, [...newcomers]);
  const touched = new Set([
    ...[...memberships, ...firstConsents].map(({ person }) => person),
    ...consents.map(({ row }) => row.person),
  ]);
  await markDirectories(
    tx,
    [...touched].filter((person) => !newcomers.has(person)),
  );
};
