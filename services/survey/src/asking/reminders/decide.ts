import { type Participation, type Refusal, refuse } from '@skein/contracts';
import { statusAt, stillPreparing } from '../surveys/decide.ts';
import type { SurveyRow } from '../surveys/row.ts';
import type { RoundRow } from './row.ts';

/** So many reminders a survey sends, planned ones and those by hand; and so far apart, lest a second press remind twice. */
const mostReminders = 6;
const apartMs = 60 * 60 * 1000;

/** What is wrong with when reminders are planned. */
export const plannedFault = (
  remindAt: readonly Date[],
  { opensAt, closesAt, open }: { readonly opensAt: Date; readonly closesAt: Date; readonly open: boolean },
): Refusal | undefined => {
  if (remindAt.length && open)
    return refuse('invalid-request', 'An open link invites nobody who could be reminded.', [
      'remindAt',
      'needs an audience that is invited',
    ]);
  const fields = remindAt.flatMap((at, index): [string, string][] => {
    const field = `remindAt.${index}`;
    if (at <= opensAt) return [[field, 'lies in the past']];
    if (at >= closesAt) return [[field, 'is not before the survey closes']];
    const near = remindAt.some(
      (other, place) => place < index && Math.abs(other.getTime() - at.getTime()) < apartMs,
    );
    return near ? [[field, 'is less than an hour from another']] : [];
  });
  return fields.length ? refuse('invalid-request', 'The reminders do not fit.', ...fields) : undefined;
};

/** Whether anybody can be reminded now. */
export const remindable = (survey: SurveyRow, now: Date): Refusal | undefined => {
  const status = statusAt(survey, now);
  if (status === 'closed') return refuse('closed', 'The survey is closed; nobody is reminded any more.');
  if (status === 'preparing') return stillPreparing;
  if (survey.audience.kind !== 'open') return undefined;
  return refuse('conflict', 'An open link invites nobody who could be reminded.');
};

export interface Recipients {
  readonly recipients: number;
  readonly exact: boolean;
}

/** Whether those who have not answered may be reminded now: seldom enough, and of so many as was confirmed. */
export const mayRemind = (
  rounds: readonly Pick<RoundRow, 'status' | 'at'>[],
  { recipients }: Recipients,
  confirmed: number,
  now: Date,
): Refusal | undefined => {
  const kept = rounds.filter(({ status }) => status !== 'dropped');
  if (kept.length >= mostReminders)
    return refuse('conflict', `A survey reminds ${mostReminders} times at most.`);
  if (kept.some(({ at }) => Math.abs(at.getTime() - now.getTime()) < apartMs))
    return refuse('conflict', 'There is another reminder within an hour of this one.');
  if (recipients === 0) return refuse('conflict', 'Nobody is left to be reminded.');
  if (recipients <= confirmed) return undefined;
  return refuse('conflict', `By now ${recipients} would be reminded.`, [
    'confirmed',
    `is fewer than the ${recipients} who would be reminded`,
  ]);
};

interface Counted {
  /** In what results show now. */
  readonly answered: number;
  /** Invitations that had a ballot, where ballots are given out. */
  readonly ballots: number;
  readonly final: boolean;
}

const inSteps = (count: number, step: number): number => Math.floor(count / step) * step;

/**
 * How many took part, as far as it may be told: what results tell; and ballots, while they are given out, in whole steps
 * of the smallest group, so that nobody who looks twice sees that one person fetched theirs.
 */
export const participationTold = (
  { mode, invited }: Pick<SurveyRow, 'mode' | 'invited'>,
  { answered, ballots, final }: Counted,
  smallestGroup: number,
): Pick<Participation, 'invited' | 'answered' | 'ballots' | 'exact'> => ({
  invited,
  answered,
  ...(mode === 'anonymous' && { ballots: final ? ballots : inSteps(ballots, smallestGroup) }),
  exact: mode === 'named' || final,
});

/** At most so many of a survey that is not named would be reminded: no more is told than by how many took part. */
export const atMostReminded = ({
  invited,
  answered,
  ballots = answered,
}: Pick<Participation, 'invited' | 'answered' | 'ballots'>): Recipients => ({
  recipients: Math.max(0, invited - Math.max(answered, ballots)),
  exact: false,
});

/** The reminders that a due one takes the place of: after a standstill people get one letter, not several. */
export const overtaken = <R extends Pick<RoundRow, '_id' | 'at' | 'status'>>(
  rounds: readonly R[],
  due: R,
  now: Date,
): R[] =>
  rounds.filter(
    ({ _id, at, status }) => status === 'planned' && _id !== due._id && at <= now && at <= due.at,
  );
