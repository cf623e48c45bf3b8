import { joiningContract } from '@skein/contracts';
import { type Loop, type ServiceContext, startLeasedLoop, transact } from '@skein/service-kit';
import { findCommunity } from '../../core/communities/store.ts';
import type { JoinRequestRow } from '../joining/store.ts';
import { lettersDue, sendDue } from './letters.ts';
import { putSettled } from './record.ts';
import { type ClosingRow, closings, invitations } from './store.ts';

const leaseName = 'invitations';
/** Longer than a letter may take. */
const leaseMs = 40_000;
/** Invitations and requests that one transaction closes. */
const batch = 50;

/** Closes some of what was open in a community when it was closed; answers whether there may be more. */
const closeSome = (context: ServiceContext, { _id: community, network }: ClosingRow): Promise<boolean> =>
  transact(context, { network, now: context.now() }, async (tx) => {
    const { db, session } = tx;
    const row = await findCommunity(db, network, community, session);
    const done = { _id: community, network };
    if (row?.status !== 'closed') {
      await closings(db).deleteOne(done, { session });
      return false;
    }
    const requests = db.collection<JoinRequestRow>('join_requests');
    const open = await invitations(db)
      .find({ network, community, status: 'open' }, { session })
      .limit(batch)
      .toArray();
    const asking = await requests
      .find({ network, community, status: { $in: ['unconfirmed', 'waiting'] } }, { session })
      .limit(batch)
      .toArray();
    for (const invitation of open) await putSettled(tx, invitation, 'closed');
    for (const { _id: request, version, status } of asking) {
      await requests.deleteOne({ _id: request, network }, { session });
      // Nobody was told of one that was never confirmed.
      if (status === 'unconfirmed') continue;
      const data = { request, community, accepted: false };
      tx.record(joiningContract.events.joinDecided, {
        network,
        subject: request,
        version: version + 1,
        data,
      });
    }
    if (open.length === batch || asking.length === batch) return true;
    await closings(db).deleteOne(done, { session });
    return false;
  });

/** Sends the letters of invitations, and closes what was open in a community that was closed. */
export const startInvitations = (context: ServiceContext): Loop => {
  const { db } = context;

  return startLeasedLoop(context, leaseName, { idleMs: 500, leaseMs }, async (mine) => {
    const due = await lettersDue(context);
    const closed = await closings(db).find({}).limit(20).toArray();
    if ((due.length === 0 && closed.length === 0) || !(await mine())) return false;
    let more = false;
    for (const row of closed) more = (await closeSome(context, row)) || more;
    for (const row of due) {
      if (!(await mine())) return false;
      await sendDue(context, row);
    }
    return more || due.length === 20;
  });
};
