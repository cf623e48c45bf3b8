import { mostAmendments, type Refusal, refuse } from '@skein/contracts';
import type { MeetingRow } from '../../gathering/meetings/row.ts';
import type { MinutesRow } from './row.ts';

/** So long after a meeting those who were there may amend its minutes. */
const openMs = 7 * 24 * 60 * 60_000;

export const draftMinutes = (
  { _id: meeting, network, community }: Pick<MeetingRow, '_id' | 'network' | 'community'>,
  closedAt: Date,
  _id: string,
): MinutesRow => ({
  ...{ _id, network, version: 1, meeting, community },
  amendUntil: new Date(closedAt.getTime() + openMs),
  amendments: [],
});

const refuseApproved = ({ approvedAt }: MinutesRow): Refusal | undefined =>
  approvedAt && refuse('closed', 'The minutes are approved: they stay as they are.');

type Amendment = MinutesRow['amendments'][number];

/** Adds what somebody who was there amends, in time. */
export const amendMinutes = (
  before: MinutesRow,
  { present }: Pick<MeetingRow, 'present'>,
  amendment: Amendment & { readonly by: string },
): MinutesRow | Refusal => {
  const refused = refuseApproved(before);
  if (refused) return refused;
  if (!present.includes(amendment.by))
    return refuse('conflict', 'Those who were at the meeting amend its minutes.');
  if (amendment.at > before.amendUntil)
    return refuse('closed', 'The time for amending these minutes is over. Write to who runs the community.');
  if (before.amendments.length >= mostAmendments)
    return refuse('conflict', `Minutes take ${mostAmendments} amendments. Write to who runs the community.`);
  return { ...before, amendments: [...before.amendments, amendment], version: before.version + 1 };
};

export const approveMinutes = (
  before: MinutesRow,
  approvedBy: string,
  approvedAt: Date,
): MinutesRow | Refusal =>
  refuseApproved(before) ?? { ...before, approvedBy, approvedAt, version: before.version + 1 };
