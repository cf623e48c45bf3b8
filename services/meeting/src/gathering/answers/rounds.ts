import { answersContract } from '@skein/contracts';
import {
  type Loop,
  newId,
  type ServiceContext,
  startLeasedLoop,
  type Tx,
  transact,
} from '@skein/service-kit';
import { findMeeting } from '../meetings/store.ts';
import { remind, tell } from './notices.ts';
import { findNotice, openNoticesInAllNetworks, putNotice } from './notices-store.ts';
import type { NoticeRow, SeatsRow } from './row.ts';
import { dueSeatsInAllNetworks, holdSeats, nextToTell, putSeats } from './store.ts';

/** As many people as an event names. */
const atOnce = 500;
const mostDue = 20;

/** Begins to tell what those who answered a meeting are to know by now. */
const begin = async (tx: Tx, { _id }: SeatsRow): Promise<void> => {
  const seats = await holdSeats(tx, _id);
  const meeting = await findMeeting(tx, _id);
  if (!meeting) return;
  const { now, network } = tx;
  const isDue = (at: Date | undefined): boolean => at !== undefined && at <= now;
  const step = isDue(seats.tellAt) ? tell : isDue(seats.remindAt) ? remind : undefined;
  if (!step) return;
  const { seats: after, notice } = step(seats, meeting, now);
  if (after === seats) return;
  await putSeats(tx, after);
  if (notice)
    await putNotice(tx, { _id: newId(), network, version: 0, meeting: _id, ...notice, open: true, at: now });
};

/** Tells some more people, or ends. */
const goOn = async (tx: Tx, { _id }: NoticeRow): Promise<void> => {
  const before = await findNotice(tx, _id);
  if (!before?.open) return;
  const rows = await nextToTell(tx, before, atOnce);
  const { network, meeting, part } = before;
  const version = before.version + 1;
  if (rows.length) {
    const people = rows.map(({ person }) => person);
    const data = { notice: _id, meeting, part, people };
    tx.record(answersContract.events.meetingNoticeDue, { network, subject: _id, version, data });
  }
  const { open, after: _, ...rest } = before;
  const last = rows.length === atOnce ? rows.at(-1)?._id : undefined;
  await putNotice(tx, { ...rest, version, ...(last && { open, after: last }) });
};

/** Tells those who answered meetings of their changes, and reminds them; each step is one transaction, done once. */
export const startNotices = (context: ServiceContext): Loop => {
  const step = (network: string, what: string, work: (tx: Tx) => Promise<void>): Promise<unknown> =>
    transact(context, { network, now: context.now() }, work).catch((error: unknown) => {
      // One that fails must not hold up the others.
      context.log.warn({ of: what, err: error }, 'those who come to a meeting could not be told yet');
    });
  return startLeasedLoop(context, 'meeting-notices', { idleMs: 500, leaseMs: 5_000 }, async (mine) => {
    const due = await dueSeatsInAllNetworks(context, context.now(), mostDue);
    const open = await openNoticesInAllNetworks(context, mostDue);
    if (due.length + open.length === 0 || !(await mine())) return false;
    for (const row of due) await step(row.network, row._id, (tx) => begin(tx, row));
    for (const row of open) await step(row.network, row._id, (tx) => goOn(tx, row));
    return open.length > 0;
  });
};
