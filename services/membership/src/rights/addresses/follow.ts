import type { Tx } from '@skein/service-kit';
import { letBackIn, noteFormer } from '../../core/kept-away/store.ts';
import { moveStaged } from '../../joining/imports/staged-store.ts';
import { moveInvitations } from '../../joining/invitations/store.ts';
import { moveJoinRequests } from '../../joining/join-requests/store.ts';
import { moveProposed } from '../../joining/proposals/store.ts';
import { moveProspects } from '../../joining/prospects/store.ts';

/**
 * What knew somebody by their address alone knows them by the new one: else nobody would find it, for them to see or to
 * have erased. The one before is noted, since old lists go on naming it.
 */
export const followAddress = async (
  tx: Tx,
  { from, to }: { readonly from: string; readonly to: string },
  person: string,
): Promise<void> => {
  await letBackIn(tx, to);
  if (from !== to) await noteFormer(tx, from, person);
  await moveJoinRequests(tx, from, to);
  await moveStaged(tx, from, to);
  await moveProposed(tx, from, to);
  await moveInvitations(tx, from, to);
  await moveProspects(tx, from, to, person);
};
