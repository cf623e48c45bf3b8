import { type Loop, newIdAt, type ServiceContext, startLeasedLoop, transact } from '@skein/service-kit';
import { nextToJoin, notesOf, replaceUpdates } from './store.ts';
import { joined } from './updates.ts';

const idleMs = 2_000;
const leaseMs = 10_000;
/** So many changes of a note are joined at once, and fewer once they have waited for so long. */
const most = 64;
const restMs = 5 * 60_000;

/**
 * Joins the changes of notes, so that what is kept of one is bounded by what it says. What is joined says the same, so
 * two processes that do it at once, or one that dies in it, lose nothing.
 */
export const startJoining = (context: ServiceContext): Loop =>
  startLeasedLoop(context, 'notes', { idleMs, leaseMs }, async (mine) => {
    const now = context.now();
    const next = await nextToJoin(context, most, newIdAt(new Date(now.getTime() - restMs)));
    if (!next || !(await mine())) return false;
    return transact(context, { network: next.network, now }, async (tx) => {
      const found = (await notesOf(tx, next.meeting, next.item)).get(next.item);
      return found ? replaceUpdates(tx, next, found.ids, joined(found.updates)) : false;
    });
  });
