import type { Tension } from '@skein/contracts';
import type { TensionRow } from './row.ts';

export const presentTension = ({
  _id,
  network: _,
  letter: __,
  raisedAt,
  history,
  ...facts
}: TensionRow): Tension => ({
  id: _id,
  ...facts,
  raisedAt: raisedAt.toISOString(),
  history: history.map(({ at, ...moment }) => ({ at: at.toISOString(), ...moment })),
});
