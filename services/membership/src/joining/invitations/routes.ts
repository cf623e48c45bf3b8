import { type Actor, invitationsContract, isRefusal, may, type Refusal } from '@skein/contracts';
import {
  countUse,
  type Implementation,
  missing,
  newId,
  read,
  type ServiceContext,
  staleUnless,
  type Tx,
  unknownReference,
  write,
} from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import type { CommunityRow } from '../../core/communities/row.ts';
import { findCommunity } from '../../core/communities/store.ts';
import { refusalOfAddress } from '../../core/kept-away/refusal.ts';
import { hasDeclined } from '../../core/kept-away/store.ts';
import { findMembership } from '../../core/memberships/store.ts';
import { findPerson } from '../../core/people/store.ts';
import { refuseLetters } from '../../core/sending/spend.ts';
import { invite, renew } from './decide.ts';
import { putSent, putSettled } from './record.ts';
import type { InvitationRow } from './row.ts';
import { findInvitation, findOpen, pageOfInvitations, presentInvitation } from './store.ts';

const hour = 3600;

export const invitationRoutes = (context: ServiceContext<MembershipConfig>): Implementation[] => {
  const { db } = context;
  /** Counted whatever becomes of the request: whoever tries over and over is to be stopped too. */
  const countLetter = async (
    network: string,
    actor: Actor | undefined,
    to: string,
  ): Promise<Refusal | undefined> =>
    (await countUse(db, 'invitations-to', `${network} ${to}`, 5, 24 * hour)) ??
    refuseLetters(context, { network, actor, right: 'invitation.send', letters: 1 });

  /** What is known of whoever is to be invited. */
  const knownOf = async (
    tx: Tx,
    { network, _id: community }: CommunityRow,
    { email, person }: { readonly email?: string | undefined; readonly person?: string | undefined },
  ) => {
    if (person && !(await findPerson(tx, person))) return unknownReference('person', 'member', person);
    const refused = await refusalOfAddress(tx, email);
    if (refused) return refused;
    const membership = person ? await findMembership(tx, person, community) : null;
    const open = await findOpen(tx, { network, community, email, person });
    const declined = await hasDeclined(tx, community, email ?? person ?? '', tx.now);
    return { open, belongs: Boolean(membership?.role), declined };
  };

  /** The beginning of what changes an invitation: it is there, the actor may, and nobody changed it meanwhile. */
  const findToChange = async (call: {
    readonly network: string;
    readonly params: { readonly id: string };
    readonly ifMatch: number;
    readonly tx: Tx;
    deny(right: 'invitation.send', target: { community: string }): Refusal | undefined;
  }): Promise<InvitationRow | Refusal> => {
    const row = await findInvitation(call.tx, call.params.id);
    if (!row) return missing('invitation', call.params.id);
    const denied = call.deny('invitation.send', { community: row.community });
    return denied ?? staleUnless(call.ifMatch, row.version) ?? row;
  };

  return [
    write(invitationsContract.routes.invite, async ({ network, body, actor, now, deny, tx }) => {
      const target = { community: body.community };
      const denied = deny('invitation.send', target);
      if (denied) return denied;
      const community = await findCommunity(tx, body.community);
      if (!community) return unknownReference('community', 'community', body.community);
      const known = await knownOf(tx, community, body);
      if (isRefusal(known)) return known;
      const by = actor?.person ?? '';
      const surroundings = { community, by, runsIt: may(actor, 'community.edit', target), ...known };
      const row = invite(body, surroundings, now, newId());
      if (isRefusal(row)) return row;
      const limited = await countLetter(network, actor, row.email ?? row.person ?? '');
      if (limited) return limited;
      if (row.person) tx.concerned.add(row.person);
      await putSent(tx, row);
      return presentInvitation(row, now);
    }),

    read(invitationsContract.routes.listInvitations, async ({ query, now, deny, reader }) => {
      const denied = deny('invitation.send', { community: query.community });
      if (denied) return denied;
      return pageOfInvitations(reader, query, now, query);
    }),

    write(invitationsContract.routes.renewInvitation, async (call) => {
      const before = await findToChange(call);
      if (isRefusal(before)) return before;
      const { network, body, actor, now, tx } = call;
      const community = await findCommunity(tx, before.community);
      if (!community) return missing('community', before.community);
      const row = (await refusalOfAddress(tx, before.email)) ?? renew(before, community, body.days, now);
      if (isRefusal(row)) return row;
      const limited = await countLetter(network, actor, row.email ?? row.person ?? '');
      if (limited) return limited;
      await putSent(tx, row);
      return presentInvitation(row, now);
    }),

    write(invitationsContract.routes.withdrawInvitation, async (call) => {
      const before = await findToChange(call);
      if (isRefusal(before)) return before;
      const row = await putSettled(call.tx, before, 'withdrawn');
      return isRefusal(row) ? row : presentInvitation(row, call.now);
    }),
  ];
};
