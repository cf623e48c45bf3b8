import { type Loop, type ServiceContext, startLeasedLoop, transact } from '@skein/service-kit';
import { findSeries, seriesToFillInAllNetworks } from '../series/store.ts';
import { fillDates } from './record.ts';

const leaseName = 'dates';
const leaseMs = 20_000;
const idleMs = 2_000;
const atOnce = 20;

/**
 * Plans the dates of series further ahead as time goes by. A date is made once however many processes do so: there is one
 * meeting for a date of a series, which an index holds to.
 */
export const startDates = (context: ServiceContext): Loop =>
  startLeasedLoop(context, leaseName, { idleMs, leaseMs }, async (mine) => {
    const now = context.now();
    const due = await seriesToFillInAllNetworks(context, now, atOnce);
    for (const { _id, network } of due) {
      if (!(await mine())) return false;
      await transact(context, { network, now }, async (tx) => {
        const series = await findSeries(tx, _id);
        if (series?.fillAt && series.fillAt <= now) await fillDates(tx, series);
      });
    }
    return due.length === atOnce;
  });
