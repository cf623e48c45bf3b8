import { type Refusal, refuse, type SurveyStatus } from '@skein/contracts';
import type { SurveyRow } from './row.ts';

/** Most versions one survey asks: results go through all of them. */
const mostVersions = 50;

/** Every version a survey asks or has asked, the current one last. */
export const versionsOf = ({
  versions,
  instrumentVersion,
}: Pick<SurveyRow, 'versions' | 'instrumentVersion'>): number[] => versions ?? [instrumentVersion];

/** Closes a survey before its time, or once its time is up. */
export const closeSurvey = (before: SurveyRow, now: Date): SurveyRow | Refusal =>
  before.status === 'closed'
    ? refuse('closed', 'The survey is closed already.')
    : { ...withoutPreparing(before), status: 'closed', closedAt: now, version: before.version + 1 };

const withoutPreparing = ({ preparing: _, ...row }: SurveyRow): SurveyRow => row;

/**
 * A running survey asks a newer version from now on. Those it has asked stay known: answers to them are kept, and still
 * taken from whoever loaded the form before.
 */
export const takeVersion = (
  before: SurveyRow,
  number: number,
  published: number,
  now: Date,
): SurveyRow | Refusal => {
  if (statusAt(before, now) === 'closed') return refuse('closed', 'A closed survey takes no new version.');
  if (before.status === 'preparing') return stillPreparing;
  if (number > published)
    return refuse('unknown-reference', `There is no version ${number} of the instrument.`, [
      'number',
      `must be ${published} at most`,
    ]);
  const { instrumentVersion: current, versions = [current] } = before;
  if (number <= current)
    return refuse('conflict', `The survey asks version ${current} already.`, [
      'number',
      `must be above ${current}`,
    ]);
  if (versions.length >= mostVersions)
    return refuse('conflict', `A survey asks ${mostVersions} versions at most.`, [
      'number',
      'is one too many',
    ]);
  return {
    ...before,
    instrumentVersion: number,
    versions: [...versions, number],
    version: before.version + 1,
  };
};

export const stillPreparing = refuse('conflict', 'The audience is still being written down.');

/** A survey whose time is up is closed, even before that was written down. */
export const statusAt = (
  { status, closesAt }: Pick<SurveyRow, 'status' | 'closesAt'>,
  now: Date,
): SurveyStatus => (closesAt <= now ? 'closed' : status);

/** Whether only a personal link opens the survey. How one was answered that was asked elsewhere, nobody knows here. */
export const needsLink = ({ audience }: Pick<SurveyRow, 'audience'>): boolean =>
  audience.kind !== 'open' && audience.kind !== 'past';

/** Whether those invited are shown with the survey: where they were named. */
export const namesItsPeople = ({ audience }: SurveyRow): boolean =>
  audience.kind === 'people' || audience.kind === 'meeting';
