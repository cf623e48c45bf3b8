import type { Instrument, InstrumentVersion } from '@skein/contracts';
import type { InstrumentRow, InstrumentVersionRow } from './row.ts';

export const presentInstrument = (row: InstrumentRow): Instrument => {
  const { _id, network: _, ...facts } = row;
  return { id: _id, ...facts };
};

export const presentVersion = (row: InstrumentVersionRow): InstrumentVersion => {
  const { _id, network: _, publishedAt, ...facts } = row;
  return { ...facts, publishedAt: publishedAt.toISOString() };
};
