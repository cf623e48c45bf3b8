import { cast } from './cast.ts';
import type { PersonKey } from './people.ts';

/** A statement of the library's confirmation practice. */
export type StatementKey =
  | 'confidence'
  | 'influence'
  | 'enthusiasm'
  | 'right-work'
  | 'challenge'
  | 'needs-met'
  | 'strengths-used';

/** A new wording of a statement, suggested by those present: version 2 of the instrument asks it so. */
export interface ProposedRewording {
  statement: StatementKey;
  text: string;
}

export const proposedRewording: ProposedRewording = {
  statement: 'challenge',
  text: 'We learn by asking after views that are wider than our own.',
};

export interface Score {
  attendee: PersonKey;
  score: number;
}

const { groupFacilitator, groupOrganiser, pilotLead, housingManager, scoringAttendee, newMemberWhoScored } =
  cast;

/**
 * Scores of 8 February 2019 as noted. Not everybody answered every statement; three answered none. Scores
 * noted without a name (four for `influence`, three for `enthusiasm`) go to attendees not yet named there.
 */
export const checkOutScores: Record<StatementKey, Score[]> = {
  confidence: [
    { attendee: groupOrganiser, score: 5 },
    { attendee: groupFacilitator, score: 5 },
    { attendee: pilotLead, score: 4 },
    { attendee: newMemberWhoScored, score: 4 },
    { attendee: housingManager, score: 5 },
    { attendee: scoringAttendee, score: 5 },
  ],
  influence: [
    { attendee: groupFacilitator, score: 5 },
    { attendee: groupOrganiser, score: 5 },
    { attendee: pilotLead, score: 5 },
    { attendee: newMemberWhoScored, score: 5 },
    { attendee: housingManager, score: 5 },
    { attendee: scoringAttendee, score: 5 },
  ],
  enthusiasm: [
    { attendee: groupOrganiser, score: 5 },
    { attendee: groupFacilitator, score: 5 },
    { attendee: scoringAttendee, score: 5 },
    { attendee: pilotLead, score: 4 },
    { attendee: newMemberWhoScored, score: 4 },
    { attendee: housingManager, score: 4 },
  ],
  // One line gives a 4 and then a 3 to a group of four; two of the four have a 4 of their own on later lines.
  // Read as 5, 4, 3, 3, 4, 4: the later lines replace the group's 3.
  'right-work': [
    { attendee: groupFacilitator, score: 5 },
    { attendee: housingManager, score: 4 },
    { attendee: newMemberWhoScored, score: 3 },
    { attendee: groupOrganiser, score: 3 },
    { attendee: scoringAttendee, score: 4 },
    { attendee: pilotLead, score: 4 },
  ],
  challenge: [
    { attendee: pilotLead, score: 4 },
    { attendee: groupFacilitator, score: 4 },
    { attendee: scoringAttendee, score: 4 },
    { attendee: groupOrganiser, score: 4 },
    { attendee: newMemberWhoScored, score: 4 },
  ],
  'needs-met': [
    { attendee: pilotLead, score: 5 },
    { attendee: groupOrganiser, score: 5 },
    { attendee: groupFacilitator, score: 5 },
    { attendee: scoringAttendee, score: 5 },
    { attendee: housingManager, score: 4 },
  ],
  'strengths-used': [
    { attendee: pilotLead, score: 5 },
    { attendee: groupOrganiser, score: 4 },
    { attendee: scoringAttendee, score: 5 },
    { attendee: groupFacilitator, score: 4 },
    { attendee: housingManager, score: 4 },
  ],
};
