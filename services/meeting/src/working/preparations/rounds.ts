import { preparationsContract } from '@skein/contracts';
import { type Loop, type ServiceContext, startLeasedLoop, type Tx, transact } from '@skein/service-kit';
import type { NoticeRow } from '../../gathering/meetings/row.ts';
import { plannedBetween } from '../../gathering/meetings/store.ts';
import { openBefore } from './open.ts';
import { insertPreparation, unprepared } from './store.ts';

/** So long before a meeting people are reminded: to the hour at which it begins, so that it is no letter of the night. */
const aheadMs = 3 * 24 * 60 * 60 * 1000;
const idleMs = 1_000;
const leaseMs = 10_000;
/** As many meetings of a network are looked at that begin in these days. */
const most = 500;
/** As many people are written to before one meeting. */
const mostPeople = 1_000;

const prepare = async (tx: Tx, meeting: NoticeRow): Promise<void> => {
  const { _id: subject, community } = meeting;
  const { network, now: at } = tx;
  await insertPreparation(tx, { _id: subject, network, at });
  const people = (await openBefore(tx, meeting)).map(({ person }) => person).slice(0, mostPeople);
  if (people.length === 0) return;
  const data = { meeting: subject, community, people };
  tx.record(preparationsContract.events.preparationDue, { network, subject, version: 1, data });
};

/** Reminds people once before each meeting. A process may end anywhere in it: what a step did not finish it did not begin. */
export const startPreparations = (context: ServiceContext): Loop => {
  const { SKEIN_NETWORK, SKEIN_SITES } = context.config;
  const networks = [...new Set([SKEIN_NETWORK, ...SKEIN_SITES.keys()])];
  return startLeasedLoop(context, 'preparations', { idleMs, leaseMs }, async (mine) => {
    const now = context.now();
    const until = new Date(now.getTime() + aheadMs);
    for (const network of networks) {
      const reader = context.readerOf(network);
      const [next] = await unprepared(reader, await plannedBetween(reader, now, until, most));
      if (!next) continue;
      if (!(await mine())) return false;
      await transact(context, { network, now }, (tx) => prepare(tx, next));
      return true;
    }
    return false;
  });
};
