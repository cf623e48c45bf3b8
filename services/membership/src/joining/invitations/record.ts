import { type InvitationStatus, invitationsContract, isRefusal, type Refusal } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import { noteDeclined } from '../../core/kept-away/store.ts';
import { settle } from './decide.ts';
import type { InvitationRow } from './row.ts';
import { openOf, putInvitation } from './store.ts';

/** Writes an invitation whose letter is to go out, with its event. */
export const putSent = async (tx: Tx, row: InvitationRow): Promise<void> => {
  const { _id: invitation, network, version, community, role } = row;
  await putInvitation(tx, row);
  const data = { invitation, community, role };
  tx.record(invitationsContract.events.invitationSent, { network, subject: invitation, version, data });
};

/** Asks members into roles, but for those who are invited into that community already. */
export const putAsked = async (tx: Tx, rows: readonly InvitationRow[]): Promise<void> => {
  const open = await openOf(
    tx,
    rows.flatMap(({ person }) => person ?? []),
  );
  const placeOf = ({ community, person }: InvitationRow): string => `${person}.${community}`;
  const invited = new Set(open.map(placeOf));
  for (const row of rows) if (!invited.has(placeOf(row))) await putSent(tx, row);
};

/** Takes back what `by` asked of these people. */
export const withdrawAsked = async (tx: Tx, by: string, people: readonly string[]): Promise<void> => {
  for (const row of await openOf(tx, people))
    if (row.invitedBy === by) await putSettled(tx, row, 'withdrawn');
};

/** Ends an invitation, with its event. */
export const putSettled = async (
  tx: Tx,
  before: InvitationRow,
  outcome: Exclude<InvitationStatus, 'open' | 'expired'>,
  person?: string,
): Promise<InvitationRow | Refusal> => {
  const row = settle(before, outcome, tx.now, person);
  if (isRefusal(row)) return row;
  const { _id: invitation, network, version, community } = row;
  await putInvitation(tx, row);
  const who = before.email ?? before.person;
  if (outcome === 'declined' && who) await noteDeclined(tx, community, who);
  const data = { invitation, community, outcome };
  tx.record(invitationsContract.events.invitationSettled, { network, subject: invitation, version, data });
  return row;
};
