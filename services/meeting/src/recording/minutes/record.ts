import { minutesContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { Held } from '../../gathering/onlookers/decide.ts';
import type { MinutesRow } from './row.ts';
import { putMinutes } from './store.ts';

const told = (
  { withCommunities }: Held,
  { _id: minutes, network, version, meeting, community }: MinutesRow,
) => ({
  network,
  subject: minutes,
  version,
  data: {
    ...{ minutes, meeting, community },
    ...(withCommunities?.length && { withCommunities: [...withCommunities] }),
  },
});

export const recordDrafted = async (tx: Tx, held: Held, row: MinutesRow): Promise<void> => {
  await putMinutes(tx, row);
  const event = told(held, row);
  const data = { ...event.data, amendUntil: row.amendUntil.toISOString() };
  tx.record(minutesContract.events.minutesDrafted, { ...event, data });
};

/** Writes the minutes with what happened to them. */
export const record = async (
  tx: Tx,
  held: Held,
  row: MinutesRow,
  what: 'minutesAmended' | 'minutesApproved',
): Promise<void> => {
  await putMinutes(tx, row);
  tx.record(minutesContract.events[what], told(held, row));
};
