import { type ConsentPurpose, invitationsContract, isRefusal, type Refusal, refuse } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import {
  type Implementation,
  newId,
  ofOtherNetwork,
  read,
  type ServiceContext,
  type Tx,
  verifyLink,
  write,
} from '@skein/service-kit';
import type { CommunityRow } from '../../core/communities/row.ts';
import { findCommunity } from '../../core/communities/store.ts';
import { checkText } from '../../core/consent/decide.ts';
import { insertConsents } from '../../core/consent/store.ts';
import { currentText, textsOf } from '../../core/consent/text-store.ts';
import { join, outranks } from '../../core/members/decide.ts';
import { putChangedRole, startMembership } from '../../core/members/record.ts';
import { findMembership } from '../../core/memberships/store.ts';
import { newcomer } from '../../core/newcomers/decide.ts';
import { putNewcomer } from '../../core/newcomers/record.ts';
import type { PersonRow } from '../../core/people/row.ts';
import { findByEmail, findPerson } from '../../core/people/store.ts';
import { refuseAnswer } from './decide.ts';
import { putSettled } from './record.ts';
import type { InvitationRow } from './row.ts';
import { findInvitation, statusOf } from './store.ts';

interface Accepting {
  readonly name?: string | undefined;
  readonly textVersion?: string | undefined;
  readonly consents: readonly ConsentPurpose[];
}

/** What the holder of an invitation's link sees and does, without signing in. */
export const invitationLinkRoutes = ({ keys }: ServiceContext): Implementation[] => {
  const invitationOf = async (reader: Reader, token: string): Promise<InvitationRow | Refusal> => {
    const link = await verifyLink(keys, 'membership', 'community-invitation', token);
    if (isRefusal(link)) return link;
    const { net, sub } = link.claims;
    if (net !== reader.network) return ofOtherNetwork();
    const row = await findInvitation(reader, sub);
    return row ?? refuse('expired-token', 'This invitation is no longer kept; ask for a new one.');
  };

  /** The member whom an invitation is for, if they are one. */
  const memberOf = async (reader: Reader, { email, person }: InvitationRow): Promise<PersonRow | null> => {
    if (person) return findPerson(reader, person);
    return email ? findByEmail(reader, email) : null;
  };

  /** Takes a newcomer into the network, with exactly what they agree to. */
  const takeIn = async (tx: Tx, row: InvitationRow, accepting: Accepting): Promise<PersonRow | Refusal> => {
    const { network, email } = row;
    const { name, textVersion, consents } = accepting;
    if (!email) return refuse('expired-token', 'The network holds nothing about you any more.');
    if (!name) return refuse('invalid-request', 'Tell your name.', ['name', 'is needed of who is new']);
    const texts = await textsOf(tx);
    const wrongText = consents.length ? checkText(true, textVersion ?? '', texts) : undefined;
    if (wrongText) return wrongText;
    const { now } = tx;
    const person = newcomer({ network, name, email }, now, newId());
    await putNewcomer(tx, person);
    await insertConsents(
      tx,
      [...new Set(consents)].map((purpose) => ({
        ...{ _id: newId(), network, person: person._id, purpose, given: true, at: now },
        textVersion: textVersion ?? '',
        channel: 'join-form' as const,
      })),
    );
    return person;
  };

  /** Who accepts: the member that they are, or the newcomer that they become. */
  const accepting = async (tx: Tx, row: InvitationRow, told: Accepting): Promise<PersonRow | Refusal> => {
    const member = await memberOf(tx, row);
    if (!member) return takeIn(tx, row, told);
    if (told.consents.length === 0) return member;
    return refuse('invalid-request', 'You are a member: your preference page is the place for this.', [
      'consents',
      'are for those who are new',
    ]);
  };

  /** Gives somebody the place they were invited to; one who has more already keeps it. */
  const place = async (
    tx: Tx,
    { network, role }: InvitationRow,
    community: CommunityRow,
    person: string,
  ): Promise<Refusal | undefined> => {
    const before = await findMembership(tx, person, community._id);
    if (before?.role) {
      if (outranks(role, before.role))
        await putChangedRole(tx, { ...before, role, version: before.version + 1 });
      return undefined;
    }
    const row = join({ network, person, community, before }, role, tx.now);
    if (isRefusal(row)) return row;
    await startMembership(tx, row, 'welcomed');
    return undefined;
  };

  return [
    read(invitationsContract.routes.readInvitation, async ({ query, now, reader }) => {
      const row = await invitationOf(reader, query.token);
      if (isRefusal(row)) return row;
      const community = await findCommunity(reader, row.community);
      if (!community) return refuse('expired-token', 'The community is not there any more.');
      const inviter = await findPerson(reader, row.invitedBy);
      const member = await memberOf(reader, row);
      const text = await currentText(reader);
      const { name, domain, description } = community;
      return {
        status: community.status === 'closed' && row.status === 'open' ? 'closed' : statusOf(row, now),
        community: { name, domain, description },
        role: row.role,
        ...(inviter && { invitedBy: inviter.name }),
        ...(row.message && { message: row.message }),
        expiresAt: row.expiresAt.toISOString(),
        newcomer: row.status === 'open' && !member,
        textVersion: text.version,
        purposes: Object.entries(text.purposes).map(([purpose, words]) => ({
          purpose: purpose as ConsentPurpose,
          text: words,
        })),
      };
    }),

    write(invitationsContract.routes.acceptInvitation, async ({ query, body, now, tx }) => {
      const row = await invitationOf(tx, query.token);
      if (isRefusal(row)) return row;
      // Pressing the button twice is no mistake.
      if (row.status === 'accepted' && row.person) return { community: row.community, person: row.person };
      const refused = refuseAnswer(row, now);
      if (refused) return refused;
      const community = await findCommunity(tx, row.community);
      if (!community || community.status === 'closed')
        return refuse('conflict', 'This community was closed meanwhile.');
      const person = await accepting(tx, row, body);
      if (isRefusal(person)) return person;
      const misplaced = await place(tx, row, community, person._id);
      const settled = misplaced ?? (await putSettled(tx, row, 'accepted', person._id));
      if (isRefusal(settled)) return settled;
      tx.concerned.add(person._id).add(row.invitedBy);
      return { community: community._id, person: person._id };
    }),

    write(invitationsContract.routes.declineInvitation, async ({ query, now, tx }) => {
      const row = await invitationOf(tx, query.token);
      if (isRefusal(row)) return row;
      if (row.status === 'declined') return undefined;
      const settled = refuseAnswer(row, now) ?? (await putSettled(tx, row, 'declined'));
      return isRefusal(settled) ? settled : undefined;
    }),
  ];
};
