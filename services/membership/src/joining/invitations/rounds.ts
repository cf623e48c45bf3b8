import { joiningContract } from '@skein/contracts';
import { type Loop, type ServiceContext, startLeasedLoop, transact } from '@skein/service-kit';
import { findCommunity } from '../../core/communities/store.ts';
import { removeJoinRequest, undecidedIn } from '../join-requests/store.ts';
import { putSettled } from './record.ts';
import type { ClosingRow } from './row.ts';
import { sendDue } from './send-letter.ts';
import { closingsInAllNetworks, lettersDueInAllNetworks, openInto, removeClosing } from './store.ts';

const leaseName = 'invitations';
/** Longer than a letter may take. */
const leaseMs = 40_000;
/** Invitations and requests that one transaction closes. */
const batch = 50;
/** Letters, and closed communities, that are looked at in one round. */
const atOnce = 20;

/** Closes some of what was open in a community when it was closed; answers whether there may be more. */
const closeSome = (context: ServiceContext, { _id: community, network }: ClosingRow): Promise<boolean> =>
  transact(context, { network, now: context.now() }, async (tx) => {
    const row = await findCommunity(tx, community);
    if (row?.status !== 'closed') {
      await removeClosing(tx, community);
      return false;
    }
    const open = await openInto(tx, community, batch);
    const asking = await undecidedIn(tx, community, batch);
    for (const invitation of open) await putSettled(tx, invitation, 'closed');
    for (const asked of asking) {
      await removeJoinRequest(tx, asked);
      // Nobody was told of one that was never confirmed.
      if (asked.status === 'unconfirmed') continue;
      const { _id: request, version } = asked;
      const data = { request, community, accepted: false };
      tx.record(joiningContract.events.joinDecided, {
        network,
        subject: request,
        version: version + 1,
        data,
      });
    }
    if (open.length === batch || asking.length === batch) return true;
    await removeClosing(tx, community);
    return false;
  });

/** Sends the letters of invitations, and closes what was open in a community that was closed. */
export const startInvitations = (context: ServiceContext): Loop =>
  startLeasedLoop(context, leaseName, { idleMs: 500, leaseMs }, async (mine) => {
    const due = await lettersDueInAllNetworks(context, context.now(), atOnce);
    const closed = await closingsInAllNetworks(context, atOnce);
    if ((due.length === 0 && closed.length === 0) || !(await mine())) return false;
    let more = false;
    for (const row of closed) more = (await closeSome(context, row)) || more;
    for (const row of due) {
      if (!(await mine())) return false;
      await sendDue(context, row);
    }
    return more || due.length === atOnce;
  });
