import type { Step, Workstream } from '@skein/contracts';
import type { StepRow, WorkstreamRow } from './row.ts';

export const presentStep = ({ _id, network: _, community: __, ...facts }: StepRow): Step => ({
  id: _id,
  ...facts,
});

export const presentWorkstream = (row: WorkstreamRow, rows: readonly StepRow[]): Workstream => {
  const { _id, network: _, ...facts } = row;
  return { id: _id, ...facts, steps: rows.map(presentStep) };
};
