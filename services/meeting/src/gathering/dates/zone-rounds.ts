import { type Loop, type ServiceContext, startLeasedLoop, transact } from '@skein/service-kit';
import { applyEdit } from '../meetings/decide.ts';
import { saveChange } from '../meetings/record.ts';
import { clockedInAllNetworks, findMeeting } from '../meetings/store.ts';
import { type Clock, clock } from '../times/decide.ts';

const leaseName = 'zones';
const leaseMs = 20_000;
/** A day: what zones there are changes with a new release of the program alone. */
const idleMs = 24 * 60 * 60 * 1000;
const batch = 500;

/**
 * Derives the moments of coming meetings anew from their wall times, since a country may have changed its clock: whoever
 * follows meetings hears of it as of any other change. It looks once after a start, and each day.
 */
export const startZones = (context: ServiceContext, by: Clock = clock): Loop => {
  let after = '';
  return startLeasedLoop(context, leaseName, { idleMs, leaseMs }, async (mine) => {
    const now = context.now();
    const rows = await clockedInAllNetworks(context, now, { after, limit: batch });
    for (const { _id, network, zone, wall, startsAt } of rows) {
      after = _id;
      if (!zone || !wall || by(zone, wall).at.getTime() === startsAt.getTime()) continue;
      if (!(await mine())) return false;
      await transact(context, { network, now }, async (tx) => {
        const row = await findMeeting(tx, _id);
        if (!row?.zone || !row.wall || row.status !== 'planned') return;
        const changed = applyEdit(row, { startsAt: by(row.zone, row.wall).at });
        await saveChange(tx, changed.row, changed.fields);
      });
    }
    if (rows.length === batch) return true;
    after = '';
    return false;
  });
};
