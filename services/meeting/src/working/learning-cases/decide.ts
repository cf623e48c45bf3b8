import { type Refusal, refuse } from '@skein/contracts';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import type { MeetingRow } from '../../gathering/meetings/row.ts';
import type { LearningCaseRow } from './row.ts';

type Situation = Pick<LearningCaseRow, 'title' | 'situation' | 'broughtBy' | 'observations' | 'insights'>;

/** Brings a case to a meeting; one that comes with insights waits for its feedback at once. */
export const raiseCase = (
  situation: Situation,
  { _id: meeting, network, community }: MeetingRow,
  _id: string,
): LearningCaseRow => ({
  _id,
  network,
  version: 1,
  community,
  meeting,
  ...situation,
  status: situation.insights.length > 0 ? 'awaiting-feedback' : 'raised',
});

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

/** Takes a case on: insights make it wait for feedback, feedback closes it. `found` is the meeting that feedback names. */
export const moveCase = (
  before: LearningCaseRow,
  sent: Sent<Pick<LearningCaseRow, 'observations' | 'insights' | 'feedback'>>,
  raisedAt: Occasion,
  found: Occasion | null,
): Changed<LearningCaseRow> | Refusal => {
  if (before.status === 'closed') return refuse('conflict', 'The case is closed: its feedback was given.');
  const { feedback, insights } = sent;
  const refused = feedback && refuseOccasion(raisedAt, found);
  if (refused) return refused;
  const open = insights?.length ? 'awaiting-feedback' : before.status;
  return withChanges(before, { ...sent, status: feedback ? 'closed' : open });
};
