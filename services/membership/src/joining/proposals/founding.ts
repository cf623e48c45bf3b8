import { isRefusal, type Refusal, refuse } from '@skein/contracts';
import { newId, type Tx } from '@skein/service-kit';
import { foundCommunity } from '../../core/communities/decide.ts';
import { putFounded } from '../../core/communities/record.ts';
import { findBySlug } from '../../core/communities/store.ts';
import { awayAmong } from '../../core/kept-away/store.ts';
import { join } from '../../core/members/decide.ts';
import { startMembership } from '../../core/members/record.ts';
import { findPeople } from '../../core/people/store.ts';
import { invite } from '../invitations/decide.ts';
import { putSent } from '../invitations/record.ts';
import type { ProposalRow } from './row.ts';

/** Founds what was proposed: its proposer facilitates, the founders who are members still and the others are invited. */
export const foundProposed = async (tx: Tx, proposal: ProposalRow, by: string): Promise<string | Refusal> => {
  const { network, proposer, slug, name, domain, description, joining } = proposal;
  if (await findBySlug(tx, slug)) {
    return refuse('already-exists', `There is a community ${slug} meanwhile: ask for another slug.`, [
      'slug',
      'is taken',
    ]);
  }
  const people = await findPeople(tx, [proposer, ...proposal.founders]);
  const known = new Set(people.map(({ _id }) => _id));
  if (!known.has(proposer)) return refuse('conflict', 'Who proposed it is no member any more.');
  const founding = { slug, name, domain, description, joining, status: 'forming' as const };
  const community = foundCommunity(founding, network, tx.now, newId());
  await putFounded(tx, community);
  const membership = join({ network, person: proposer, community, before: null }, 'facilitator', tx.now);
  if (isRefusal(membership)) return membership;
  await startMembership(tx, membership, 'unannounced');
  const around = { community, by: proposer, runsIt: true, open: null, belongs: false, declined: false };
  const away = await awayAmong(tx, proposal.invite);
  const invited = [
    ...proposal.founders.filter((id) => known.has(id)).map((person) => ({ person })),
    ...proposal.invite.filter((email) => !away.has(email)).map((email) => ({ email })),
  ];
  for (const whom of invited) {
    const row = invite({ ...whom, role: 'member', days: 14 }, around, tx.now, newId());
    if (isRefusal(row)) return row;
    await putSent(tx, row);
  }
  tx.concerned.add(by);
  return community._id;
};
