import type { LinkedStep, Step, Workstream } from '@skein/contracts';
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

const stateFor = ({ status, owners, answers = [] }: StepRow, person: string): LinkedStep['state'] => {
  const said = answers.findLast(({ by }) => by === person)?.answer;
  if (status === 'done' || status === 'dropped') return 'over';
  if (!owners.includes(person)) return said === 'declined' ? 'declined' : 'elsewhere';
  return status === 'accepted' ? 'accepted' : 'asked';
};

/** A step as whoever was asked to take it on sees it without signing in. */
export const presentLinkedStep = (
  row: StepRow,
  workstream: string | undefined,
  person: string,
): LinkedStep => ({
  ...{ title: row.title, notes: row.notes, state: stateFor(row, person) },
  ...(row.due && { due: row.due }),
  ...(workstream && { workstream }),
});

export const presentWorkstream = (row: WorkstreamRow, rows: readonly StepRow[]): Workstream => {
  const { _id, network: _, ...facts } = row;
  return { id: _id, ...facts, steps: rows.map(presentStep) };
};
