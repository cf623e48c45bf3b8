import { type AskedSurvey, isWithdrawn, rowIdOf, rowOf, withdrawnRow } from '../responses/decide.ts';
import type { Placed, Placing } from '../responses/place.ts';
import type { ResponseRow } from '../responses/row.ts';

/** A change or a withdrawal of a response, as the intake accepted it. */
export interface Change extends Placed {
  readonly receipt: string;
}

export const isChange = (accepted: Placed): accepted is Change =>
  accepted.receipt !== undefined && (accepted.revision !== undefined || accepted.withdrawn === true);

/** A withdrawal is final, and of changes the highest revision counts; of two alike, the first. */
const outdoes = (one: Change, other: Change): boolean =>
  !other.withdrawn && (one.withdrawn === true || (one.revision ?? 0) > (other.revision ?? 0));

/** The one of several changes to each response that counts; those with another receipt are somebody else's. */
export const lastOfEach = (changes: readonly Change[]): Change[] => {
  const last = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.response} ${change.receipt}`;
    const before = last.get(key);
    if (!before || outdoes(change, before)) last.set(key, change);
  }
  return [...last.values()];
};

export interface Applied {
  /** Rows as they are now, withdrawn ones without anything that was answered. */
  readonly rows: ResponseRow[];
  /** What is no longer counted, and what is instead. */
  readonly before: ResponseRow[];
  readonly after: ResponseRow[];
  /** Those of `before` that nothing takes the place of. */
  readonly withdrawn: ResponseRow[];
  /** Changes of responses that are not stored yet: they wait for them. */
  readonly early: Change[];
}

/** A row with what is answered now. Where the change came in the queue is its place, if that is known: so whoever reads on comes upon it. */
const changedRow = (survey: AskedSurvey, row: ResponseRow, change: Change, placing: Placing): ResponseRow => {
  const { link, receivedAt, community, role, place } = row;
  const kept = { receivedAt, ...(link && { link }), ...(community && { community }), ...(role && { role }) };
  return { ...(place && { place }), ...rowOf(survey, change, placing), ...kept };
};

/** What changes do to the stored rows, by row id, whatever the order in which they come and however often. */
export const applyChanges = (
  survey: AskedSurvey,
  changes: readonly Change[],
  stored: ReadonlyMap<string, ResponseRow>,
  placing: Placing,
): Applied => {
  const applied: Applied = { rows: [], before: [], after: [], withdrawn: [], early: [] };
  for (const change of lastOfEach(changes)) {
    const row = stored.get(rowIdOf(survey._id, change.response));
    if (!row) applied.early.push(change);
    if (!row || isWithdrawn(row) || row.receipt !== change.receipt) continue;
    if (!change.withdrawn && (change.revision ?? 0) <= (row.revision ?? 0)) continue;
    applied.before.push(row);
    if (change.withdrawn) {
      applied.rows.push(withdrawnRow(row));
      applied.withdrawn.push(row);
      continue;
    }
    const next = changedRow(survey, row, change, placing);
    applied.rows.push(next);
    applied.after.push(next);
  }
  return applied;
};
