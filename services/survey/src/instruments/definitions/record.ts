import { type Instrument, instrumentsContract, isRefusal, type Refusal, refuse } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import { presentInstrument } from './present.ts';
import type { InstrumentRow } from './row.ts';
import { findBySlug, insertInstrument } from './store.ts';

export const recordDrafted = (tx: Tx, { _id: instrument, network, version }: InstrumentRow): void =>
  tx.record(instrumentsContract.events.instrumentDrafted, {
    network,
    subject: instrument,
    version,
    data: { instrument },
  });

export const recordDeleted = (tx: Tx, { _id: instrument, network, version }: InstrumentRow): void =>
  tx.record(instrumentsContract.events.instrumentDeleted, {
    network,
    subject: instrument,
    version: version + 1,
    data: { instrument },
  });

/** Writes a new instrument, however it was made, if its slug is free. */
export const takeSlug = async (tx: Tx, row: InstrumentRow | Refusal): Promise<Instrument | Refusal> => {
  if (isRefusal(row)) return row;
  if (await findBySlug(tx, row.slug))
    return refuse('already-exists', `There is an instrument ${row.slug}.`, ['slug', 'is taken']);
  await insertInstrument(tx, row);
  recordDrafted(tx, row);
  return presentInstrument(row);
};
