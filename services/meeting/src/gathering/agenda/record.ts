import { agendaContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import type { Held } from '../onlookers/decide.ts';
import type { AgendaItemRow } from './row.ts';
import { putItem, removeItem } from './store.ts';

const told = (
  { withCommunities }: Held,
  { _id: item, network, version, meeting, community }: AgendaItemRow,
) => ({
  network,
  subject: item,
  version,
  data: {
    item,
    meeting,
    community,
    ...(withCommunities?.length && { withCommunities: [...withCommunities] }),
  },
});

export const recordProposed = async (tx: Tx, held: Held, row: AgendaItemRow): Promise<void> => {
  await putItem(tx, row);
  const event = told(held, row);
  const { kind, carriedFrom } = row;
  const data = { ...event.data, kind, ...(carriedFrom && { carriedFrom }) };
  tx.record(agendaContract.events.agendaItemProposed, { ...event, data });
};

export const recordChanged = async (
  tx: Tx,
  held: Held,
  row: AgendaItemRow,
  fields: string[],
): Promise<void> => {
  if (fields.length === 0) return;
  await putItem(tx, row);
  const event = told(held, row);
  tx.record(agendaContract.events.agendaItemChanged, { ...event, data: { ...event.data, fields } });
};

export const recordWithdrawn = async (tx: Tx, held: Held, row: AgendaItemRow): Promise<void> => {
  await removeItem(tx, row);
  tx.record(agendaContract.events.agendaItemWithdrawn, told(held, { ...row, version: row.version + 1 }));
};
