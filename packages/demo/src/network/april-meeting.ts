import { pilotReview } from './after-action-review.ts';
import { cast } from './cast.ts';
import type { Occurrence } from './occurrence.ts';

/** The meeting of 12 April 2019: eight present, no scores noted, a report on the review of the pilot. */
export const aprilMeeting: Occurrence = {
  key: 'reimagining-2019-04-12',
  series: 'reimagining-regular',
  date: '2019-04-12',
  // British Summer Time: 09:30 in London.
  startsAt: '2019-04-12T08:30:00.000Z',
  attendees: [
    cast.groupOrganiser,
    cast.wardPhysician,
    cast.aprilGuestOne,
    cast.pilotLead,
    cast.scoringAttendee,
    cast.aprilGuestTwo,
    cast.groupFacilitator,
    cast.fundingLead,
  ],
  reading: ['Brave New Work'],
  learningCases: [],
  tensions: [
    {
      key: 'when-do-we-meet',
      title: 'Members cannot find out when the next meetings are.',
      raisedBy: cast.groupOrganiser,
      steps: [],
    },
    {
      key: 'which-statements',
      title: 'Are these still the statements we agreed on for the check-out?',
      raisedBy: cast.scoringAttendee,
      steps: [],
    },
    {
      key: 'room-to-speak',
      title: 'A few voices took most of the time.',
      raisedBy: cast.aprilGuestOne,
      steps: [],
    },
  ],
  tacticalItems: [
    { key: 'book-club', title: 'Set a date for the book club', owner: cast.housingManager },
    {
      key: 'fishbowl-questions',
      title: 'Send round the questions of the fishbowl',
      owner: cast.groupFacilitator,
    },
    { key: 'event-films', title: 'Link films and articles of the event', owner: cast.groupFacilitator },
    { key: 'future-membership', title: 'How membership should work from here on', owner: null },
    { key: 'funding-call', title: 'Idea of a call on funding by networks', owner: cast.fundingLead },
    { key: 'local-meetings', title: 'Meeting locally, face to face', owner: null },
    { key: 'partner-feedback', title: 'Feedback promised by the partner body', owner: null },
    { key: 'time-bank', title: 'Use of the time bank', owner: null },
    { key: 'who-joins-what', title: 'Survey: who wants to be part of what', owner: cast.groupFacilitator },
  ],
  afterActionReview: pilotReview(cast.pilotLead),
  scores: {},
  source: 'Special-interest group meeting notes, 12 April 2019',
};
