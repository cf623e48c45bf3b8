import { introductionsContract } from '@skein/contracts';
import { type Loop, type ServiceContext, startLeasedLoop, type Tx, transact } from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { dayIn, isReminderHour } from '../../core/reminders/decide.ts';
import { followUp } from './decide.ts';
import { dueInAllNetworks, followedUpBy, putIntroduction } from './store.ts';

const leaseName = 'introductions';
const leaseMs = 5_000;
const idleMs = 500;
/** Introductions that one transaction follows up. */
const batch = 50;

/** Asks the weavers of some introductions what came of them, each once. */
const followUpSome = async (tx: Tx, today: string): Promise<boolean> => {
  const rows = await followedUpBy(tx, today, batch);
  for (const before of rows) {
    const { row, asks } = followUp(before);
    await putIntroduction(tx, row);
    if (!asks) continue;
    const { _id: introduction, network, version, by } = row;
    const data = { introduction, by };
    tx.record(introductionsContract.events.introductionFollowUpDue, {
      network,
      subject: introduction,
      version,
      data,
    });
  }
  return rows.length > 0;
};

/** Follows introductions up on their day. A process may end anywhere in it: what a step did not finish it did not begin. */
export const startIntroductions = (context: ServiceContext<MembershipConfig>): Loop => {
  const { config } = context;
  const { SKEIN_TIME_ZONE: zone, SKEIN_REMINDER_HOUR: from } = config;
  return startLeasedLoop(context, leaseName, { idleMs, leaseMs }, async (mine) => {
    const now = context.now();
    if (!isReminderHour(zone, from, now)) return false;
    const today = dayIn(zone, now);
    const network = await dueInAllNetworks(context, today);
    if (network === undefined || !(await mine())) return false;
    return transact(context, { network, now }, (tx) => followUpSome(tx, today));
  });
};
