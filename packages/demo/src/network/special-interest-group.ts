import { aprilMeeting } from './april-meeting.ts';
import { cast } from './cast.ts';
import { checkOutScores } from './confirmation-practice.ts';
import { learningCases } from './learning-cases.ts';
import type { Occurrence } from './occurrence.ts';
import type { PersonKey } from './people.ts';
import { type Workstream, workstreams } from './workstreams.ts';

export interface AgendaPart {
  key: string;
  title: string;
  minutes: number;
  purpose: string;
}

export interface Series {
  key: string;
  community: string;
  title: string;
  channel: 'video-call';
  timeZone: string;
  /** Local time of day, `HH:MM`. */
  startTime: string;
  durationMinutes: number;
  /** RFC 5545 recurrence rule, counted from `firstOn`. */
  recurrence: string;
  firstOn: string;
  agendaTemplate: AgendaPart[];
  source: string;
}

export interface SpecialInterestGroup {
  community: string;
  series: Series;
  occurrences: Occurrence[];
  workstreams: Workstream[];
}

/** The nine present on 8 February 2019. */
const februaryAttendees: PersonKey[] = [
  cast.groupFacilitator,
  cast.groupOrganiser,
  cast.newMember,
  cast.newMemberWhoScored,
  cast.quietAttendee,
  cast.careFounder,
  cast.housingManager,
  cast.scoringAttendee,
  cast.pilotLead,
];

const source = 'Special-interest group meeting notes, 8 February 2019';

const series: Series = {
  key: 'reimagining-regular',
  community: 'reimagining-health-care',
  title: 'Regular meeting of the special-interest group',
  channel: 'video-call',
  timeZone: 'Europe/London',
  startTime: '09:30',
  durationMinutes: 90,
  // Both meetings on record were held on a second Friday, two months apart.
  recurrence: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=2FR',
  firstOn: '2018-12-14',
  agendaTemplate: [
    { key: 'check-in', title: 'Check-in', minutes: 5, purpose: 'Everybody arrives and says a word.' },
    { key: 'learning', title: 'Learning discussion', minutes: 55, purpose: "Members' own cases, in turn." },
    {
      key: 'tactical',
      title: 'Tactical',
      minutes: 20,
      purpose: 'Open steps and tensions, each to an owner.',
    },
    { key: 'check-out', title: 'Check-out', minutes: 10, purpose: 'The confirmation practice.' },
  ],
  source,
};

const februaryMeeting: Occurrence = {
  key: 'reimagining-2019-02-08',
  series: series.key,
  date: '2019-02-08',
  startsAt: '2019-02-08T09:30:00.000Z',
  attendees: februaryAttendees,
  // Four recommendations were noted; the fourth may be a site instead of a book.
  reading: ['Hearts over Diamonds', 'Getting to Maybe', 'Radical Help', 'Speak Free'],
  learningCases,
  tensions: [
    {
      key: 'share-what-failed',
      title: "Could the group's best gift to the March event be an honest account of what did not work?",
      raisedBy: cast.pilotLead,
      steps: ['propose-fishbowl'],
    },
    {
      key: 'time-together',
      title: 'We need time together before the event starts: the evening before, or early at 8.30?',
      raisedBy: cast.groupFacilitator,
      steps: ['find-cafe'],
    },
  ],
  tacticalItems: [],
  afterActionReview: null,
  scores: checkOutScores,
  source,
};

/** The special-interest group with its series, two meetings on record and its table of work. */
export const specialInterestGroup: SpecialInterestGroup = {
  community: 'reimagining-health-care',
  series,
  occurrences: [februaryMeeting, aprilMeeting],
  workstreams,
};

/** Everybody who came to a meeting on record; they are members of the group. */
export const specialInterestGroupAttendees: PersonKey[] = [
  ...new Set([...februaryMeeting.attendees, ...aprilMeeting.attendees]),
];
