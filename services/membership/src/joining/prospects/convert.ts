import { type CommunityRole, isRefusal, type Refusal, refuse } from '@skein/contracts';
import { newId, type Tx } from '@skein/service-kit';
import type { CommunityRow } from '../../core/communities/row.ts';
import type { NewLine } from '../../core/consent/decide.ts';
import { recordLines } from '../../core/consent/record.ts';
import { consentsOf } from '../../core/consent/store.ts';
import { refusalOfAddress } from '../../core/kept-away/refusal.ts';
import { join } from '../../core/members/decide.ts';
import { type Arrival, startMembership } from '../../core/members/record.ts';
import { findMembership } from '../../core/memberships/store.ts';
import { writeImport } from '../../core/newcomers/record.ts';
import type { PersonRow } from '../../core/people/row.ts';
import { findByEmail, findPerson } from '../../core/people/store.ts';
import type { ProspectRow } from './row.ts';

export interface Conversion {
  readonly community: CommunityRow | undefined;
  readonly role: CommunityRole;
  readonly lines: readonly NewLine[];
}

export interface Converted {
  readonly person: string;
  readonly alreadyMember: boolean;
}

const intoCommunity = async (
  tx: Tx,
  { network, _id: person }: PersonRow,
  community: CommunityRow,
  role: CommunityRole,
  arrival: Arrival,
): Promise<Refusal | undefined> => {
  const before = await findMembership(tx, person, community._id);
  // Whoever belongs there already keeps the role that they have.
  if (before?.role) return undefined;
  const membership = join({ network, person, community, before }, role, tx.now);
  if (isRefusal(membership)) return membership;
  await startMembership(tx, membership, arrival);
  return undefined;
};

/**
 * Makes somebody a member: of the network, by the code that an import takes people in with, and of a community. Whoever
 * has the address of a member is that member.
 */
export const convert = async (
  tx: Tx,
  { network, name, email }: ProspectRow,
  { community, role, lines }: Conversion,
): Promise<Converted | Refusal> => {
  if (!email) {
    return refuse('conflict', 'A member has an address; write theirs down first.', ['email', 'is not known']);
  }
  const known = await findByEmail(tx, email);
  const refused = known ? undefined : await refusalOfAddress(tx, email);
  if (refused) return refused;
  const person = known?._id ?? newId();
  if (!known) {
    const newcomer = { _id: person, network, version: 1, name, email, interests: [], roles: [] };
    const people = [{ ...newcomer, joinedAt: tx.now }];
    await writeImport(tx, { people, memberships: [], consents: [] }, 'welcomed');
  }
  const member = known ?? (await findPerson(tx, person));
  if (!member) throw new Error('a member who was just taken in is not there');
  if (community) {
    const refused = await intoCommunity(tx, member, community, role, known ? 'placed' : 'welcomed');
    if (refused) return refused;
  }
  // What a member decided on themselves, nobody decides again for them.
  const decided = new Set((await consentsOf(tx, person)).map(({ purpose }) => purpose));
  await recordLines(
    tx,
    member,
    lines.filter(({ purpose }) => !decided.has(purpose)),
  );
  return { person, alreadyMember: known !== null };
};
