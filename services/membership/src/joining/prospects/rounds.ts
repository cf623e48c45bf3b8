import { prospectsContract } from '@skein/contracts';
import {
  type Loop,
  newId,
  type ServiceContext,
  startLeasedLoop,
  type Tx,
  transact,
} from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { dayIn, isReminderHour } from '../../core/reminders/decide.ts';
import { forget } from './record.ts';
import type { ProspectRow } from './row.ts';
import { outlived, takeReminder, waitingInAllNetworks } from './store.ts';

const leaseName = 'prospects';
const leaseMs = 5_000;
const idleMs = 500;
/** As many as one event may name. */
const reminderBatch = 200;
const forgettingBatch = 100;

/** Reminds one contacter of all that is due for them by today, once a day and due date: what they were told is marked. */
const remindOne = async (tx: Tx, today: string): Promise<boolean> => {
  const reminder = await takeReminder(tx, today, reminderBatch);
  if (!reminder) return false;
  const data = { person: reminder.owner, day: today, prospects: reminder.ids };
  tx.record(prospectsContract.events.contactsDue, {
    network: tx.network,
    subject: newId(),
    version: 1,
    data,
  });
  return true;
};

const forgetSome = async (tx: Tx): Promise<boolean> => {
  const rows: ProspectRow[] = await outlived(tx, forgettingBatch);
  for (const row of rows) await forget(tx, row);
  return rows.length > 0;
};

/**
 * Reminds contacters of those who are due, by day, and forgets those whose time is over. Each step is one transaction,
 * so a process may end anywhere; the lease only keeps two from doing the same work twice over.
 */
export const startProspects = (context: ServiceContext<MembershipConfig>): Loop => {
  const { config } = context;
  const { SKEIN_TIME_ZONE: zone, SKEIN_REMINDER_HOUR: from } = config;

  return startLeasedLoop(context, leaseName, { idleMs, leaseMs }, async (mine) => {
    const now = context.now();
    const today = isReminderHour(zone, from, now) ? dayIn(zone, now) : undefined;
    const network = await waitingInAllNetworks(context, now, today);
    if (network === undefined || !(await mine())) return false;
    const reminded = today ? await transact(context, { network, now }, (tx) => remindOne(tx, today)) : false;
    const forgot = await transact(context, { network, now }, forgetSome);
    return reminded || forgot;
  });
};
