import { communitiesContract, isRefusal, seriesContract } from '@skein/contracts';
import { type ConsumerDeclaration, eventConsumer, on, type Tx } from '@skein/service-kit';
import { cancelMeeting } from '../meetings/decide.ts';
import { saveCancelled } from '../meetings/record.ts';
import { comingIn } from '../meetings/store.ts';
import { saveSeries } from '../series/record.ts';
import { goingOnIn } from '../series/store.ts';
import { endSeries } from './changes.ts';

const reason = 'The community was closed';

/** Ends the series of a community, and cancels what it had planned; what it held stays. */
const closeDates = async (tx: Tx, community: string): Promise<void> => {
  const today = tx.now.toISOString().slice(0, 10);
  for (const series of await goingOnIn(tx, community)) {
    const ended = endSeries(series, [], { after: today, reason }, tx.now);
    await saveSeries(tx, ended.series, seriesContract.events.seriesChanged);
  }
  for (const row of await comingIn(tx, community, tx.now)) {
    const cancelled = cancelMeeting(row, reason, tx.now);
    if (!isRefusal(cancelled)) await saveCancelled(tx, cancelled);
  }
};

/** A community that is closed meets no more. */
export const closedCommunities = (): ConsumerDeclaration =>
  eventConsumer(
    'meeting-closed-communities',
    on(communitiesContract.events.communityChanged, async ({ data }, tx) => {
      if (data.status === 'closed') await closeDates(tx, data.community);
    }),
  );
