import type { Step, Workstream } from '@skein/contracts';
import { momentOf } from '@skein/service-kit';
import type { StepRow, WorkstreamRow } from './row.ts';

export const presentStep = (row: StepRow): Step => {
  const { _id, network: _, community: __, movedAt, answers = [], ...facts } = row;
  return {
    id: _id,
    ...facts,
    movedAt: (movedAt ?? momentOf(_id)).toISOString(),
    answers: answers.map(({ at, ...answer }) => ({ at: at.toISOString(), ...answer })),
  };
};

export const presentWorkstream = (row: WorkstreamRow, rows: readonly StepRow[]): Workstream => {
  const { _id, network: _, ...facts } = row;
  return { id: _id, ...facts, steps: rows.map(presentStep) };
};
