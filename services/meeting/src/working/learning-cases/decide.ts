import { type Actor, type LearningCaseScope, may, type Refusal, refuse } from '@skein/contracts';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import type { MeetingRow } from '../../gathering/meetings/row.ts';
import {
  contributionsOf,
  mostContributions,
  refuseUnfit,
  takenForward,
  withContributions,
} from './contributions.ts';
import type { ContributionRow, LearningCaseRow } from './row.ts';

type Situation = Pick<LearningCaseRow, 'title' | 'situation' | 'broughtBy' | 'kind' | 'scope'> & {
  readonly criteria: readonly string[];
  readonly tables: readonly { readonly title: string; readonly host?: string | undefined }[];
  readonly observations: readonly string[];
  readonly insights: readonly string[];
};

/** Where ids and the clock come from. */
interface Made {
  readonly newId: () => string;
  readonly now: Date;
}

/** The refusal of what only another form of learning has. */
const refuseForm = ({ kind, criteria, tables, observations }: Situation): Refusal | undefined => {
  const wrong = (field: string, detail: string) =>
    refuse('invalid-request', 'This form of learning has no such part.', [field, detail]);
  if (criteria.length && kind !== 'huddle') return wrong('criteria', 'go with a huddle');
  if (tables.length && kind !== 'world-cafe') return wrong('tables', 'go with a world café');
  const isCase = kind === 'case' || kind === 'case-clinic';
  return observations.length && !isCase ? wrong('observations', 'go with a case') : undefined;
};

/** Brings a case to a meeting; one that comes with insights waits for its feedback at once. */
export const raiseCase = (
  { criteria, tables, observations, insights, ...told }: Situation,
  { _id: meeting, network, community }: MeetingRow,
  { newId, now }: Made,
): LearningCaseRow | Refusal => {
  const refused = refuseForm({ criteria, tables, observations, insights, ...told });
  if (refused) return refused;
  const isReview = told.kind === 'after-action-review';
  const noted = (part: ContributionRow['part']) => (text: string) => ({ id: newId(), part, text, at: now });
  return {
    _id: newId(),
    network,
    version: 1,
    community,
    meeting,
    ...told,
    ...(criteria.length && { criteria: criteria.map((text) => ({ id: newId(), text })) }),
    ...(tables.length && { tables: tables.map((table) => ({ id: newId(), ...table })) }),
    contributions: [
      ...observations.map(noted('observation')),
      ...insights.map(noted(isReview ? 'lesson' : 'insight')),
    ],
    status: insights.length > 0 ? 'awaiting-feedback' : 'raised',
  };
};

/** Whether somebody may read a case: of one kept to its meeting, whether they had to do with it there. */
export const maySee = (row: LearningCaseRow, actor: Actor | undefined, wasPresent: boolean): boolean => {
  const { community, scope, broughtBy, contributions = [] } = row;
  if (!actor || !may(actor, 'meeting.read', { community })) return false;
  if (scope !== 'meeting' || wasPresent || may(actor, 'meeting.plan', { community })) return true;
  return broughtBy === actor.person || contributions.some(({ by }) => by === actor.person);
};

type Occasion = Pick<MeetingRow, '_id' | 'community' | 'startsAt'>;

/** Feedback tells what was tried since, so it belongs to a later meeting of the same community. */
const refuseOccasion = (raisedAt: Occasion, found: Occasion | null): Refusal | undefined => {
  if (found?.community !== raisedAt.community) {
    return refuse('unknown-reference', 'There is no such meeting of this community.', [
      'feedback.meeting',
      'is no meeting of this community',
    ]);
  }
  if (found._id !== raisedAt._id && found.startsAt > raisedAt.startsAt) return undefined;
  return refuse('conflict', 'Feedback is told at a later meeting than the one the case was brought to.', [
    'feedback.meeting',
    'is not later than the meeting of the case',
  ]);
};

const refuseClosed = ({ status }: LearningCaseRow): Refusal | undefined =>
  status === 'closed' ? refuse('conflict', 'The case is closed: its feedback was given.') : undefined;

const telling: readonly string[] = ['title', 'situation', 'tried', 'feedback'];

/** Takes a case on: feedback closes it. `found` is the meeting that feedback names. */
export const moveCase = (
  before: LearningCaseRow,
  sent: Sent<Pick<LearningCaseRow, 'title' | 'situation' | 'tried' | 'feedback'>>,
  by: string | undefined,
  { raisedAt, found }: { readonly raisedAt: Occasion; readonly found: Occasion | null },
): Changed<LearningCaseRow> | Refusal => {
  const { feedback } = sent;
  const refused = refuseClosed(before) ?? (feedback && refuseOccasion(raisedAt, found));
  if (refused) return refused;
  const changed = withChanges(before, { ...sent, ...(feedback && { status: 'closed' as const }) });
  // Its presenter cleared what it said then, not what others make of it.
  const isOthers = before.scope === 'network' && by !== before.broughtBy;
  if (!isOthers || !changed.fields.some((field) => telling.includes(field))) return changed;
  return { ...changed, row: { ...changed.row, scope: 'community' } };
};

/** Keeps a case to fewer, or clears it for more. */
export const scopeCase = (
  before: LearningCaseRow,
  scope: LearningCaseScope,
  now: Date,
): Changed<LearningCaseRow> => {
  const clears = scope === 'network' && before.scope !== 'network';
  return withChanges(
    { ...before, scope: before.scope ?? 'community' },
    { scope, ...(clears && { clearedAt: now }) },
  );
};

/** Adds what somebody said; something to take forward makes the case wait for feedback. */
export const contribute = (before: LearningCaseRow, given: ContributionRow): LearningCaseRow | Refusal => {
  const refused = refuseClosed(before) ?? refuseUnfit(before, given);
  if (refused) return refused;
  const contributions = contributionsOf(before, given.at);
  if (contributions.length >= mostContributions)
    return refuse('conflict', `A case holds ${mostContributions} contributions. Bring another one.`);
  return {
    ...withContributions(before, [...contributions, given]),
    version: before.version + 1,
    status: takenForward.includes(given.part) ? 'awaiting-feedback' : before.status,
  };
};

/** Takes back what was added; a case with nothing to take forward any more does not wait for feedback. */
export const takeBack = (before: LearningCaseRow, id: string, now: Date): LearningCaseRow | Refusal => {
  const refused = refuseClosed(before);
  if (refused) return refused;
  const left = contributionsOf(before, now).filter((one) => one.id !== id);
  const isForward = left.some(({ part }) => takenForward.includes(part));
  return {
    ...withContributions(before, left),
    version: before.version + 1,
    status: isForward ? 'awaiting-feedback' : 'raised',
  };
};

/** A case without what an erased person told, and without their name beside what they said of others' cases. */
export const withoutTeller = (row: LearningCaseRow, person: string): LearningCaseRow => {
  const { contributions, tables } = row;
  const unnamed = {
    ...row,
    ...(contributions && {
      contributions: contributions.map(({ by, ...rest }) => (by === person || !by ? rest : { ...rest, by })),
    }),
    ...(tables && {
      tables: tables.map(({ host, ...rest }) => (host === person || !host ? rest : { ...rest, host })),
    }),
  };
  if (row.broughtBy !== person) return unnamed;
  const { broughtBy: _, tried: __, feedback, ...rest } = unnamed;
  return {
    ...rest,
    title: 'A learning case',
    situation: '',
    ...(feedback && { feedback: { ...feedback, tried: '' } }),
    ...(rest.scope === 'network' && { scope: 'community' as const }),
  };
};
