import type { Instrument, InstrumentSeen, InstrumentVersion } from '@skein/contracts';
import type { InstrumentRow, InstrumentVersionRow } from './row.ts';

export const presentInstrument = (row: InstrumentRow): Instrument => {
  const { _id, network: _, ...facts } = row;
  return { id: _id, ...facts };
};

/** As others see it, who see the current version and not the draft; without one, as whoever may change it. */
export const presentSeen = (row: InstrumentRow, current?: InstrumentVersionRow): InstrumentSeen => {
  const { draft, ...facts } = presentInstrument(row);
  return current ? { ...facts, title: current.title } : { ...facts, title: draft.title, draft };
};

export const presentVersion = (row: InstrumentVersionRow): InstrumentVersion => {
  const { _id, network: _, publishedAt, ...facts } = row;
  return { ...facts, publishedAt: publishedAt.toISOString() };
};
