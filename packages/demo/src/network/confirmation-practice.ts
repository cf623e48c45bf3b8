import { cast } from './cast.ts';
import type { PersonKey } from './people.ts';

export type StatementKey =
  | 'confidence'
  | 'influence'
  | 'enthusiasm'
  | 'right-work'
  | 'challenge'
  | 'needs-met'
  | 'strengths-used';

export interface ConfirmationPractice {
  key: string;
  version: number;
  title: string;
  intro: string;
  scale: { min: number; max: number; minLabel: string; maxLabel: string };
  statements: { key: StatementKey; text: string }[];
  source: string;
}

/** Seven statements each attendee scores from 1 to 5 at the end of a meeting. */
export const confirmationPractice: ConfirmationPractice = {
  key: 'confirmation-practice',
  version: 1,
  title: 'Confirmation practice',
  intro: 'A minute at the end of the meeting: how far do you agree with each statement?',
  scale: { min: 1, max: 5, minLabel: 'not at all', maxLabel: 'fully' },
  statements: [
    { key: 'confidence', text: 'I trust that what we do together will lead to something worthwhile.' },
    { key: 'influence', text: 'I can shape what we do, and others listen when I speak.' },
    { key: 'enthusiasm', text: 'I am keen enough to give this my own hours, beyond wishing it well.' },
    { key: 'right-work', text: 'We spend our effort where it matters most or where we can get most done.' },
    { key: 'challenge', text: 'We question how we see things and let in views unlike ours.' },
    { key: 'needs-met', text: 'I get what I need from this group.' },
    { key: 'strengths-used', text: 'The group draws on what I do best.' },
  ],
  source: 'Special-interest group meeting notes, 8 February 2019',
};

/** A new wording of a statement, suggested by those present; it would be version 2 of the instrument. */
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
