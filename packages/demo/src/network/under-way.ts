import { cast, weavers } from './cast.ts';
import type { PersonKey } from './people.ts';

const [organiser, facilitator, first, second] = weavers as [PersonKey, PersonKey, PersonKey, PersonKey];

/** Who signs in to answer and to write, all of them members of the community. */
const members = [organiser, facilitator, first, second];

/** The agenda that meetings begin from: arrive, learn, act, part. */
const agenda = [
  { title: 'Check-in', minutes: 5 },
  { title: 'Learning discussion', minutes: 55 },
  { title: 'Tactical', minutes: 20 },
  { title: 'Check-out', minutes: 10 },
];

/** Their names in what is written, to be put there once it is known what they are. */
const [one, other] = ['{one}', '{other}'];

/** The rows of the table of work in those notes. */
const table = [
  '| Workstream | Next steps | Step owner | Notes | Done | Wkstrm Owner |',
  '|---|---|---|---|---|---|',
  `| Handover sheet | Draft a sheet of one page | ${one} | propose/accept | yes | ${one} |`,
  `| | Try it on two wards for a week | ${other} | | | |`,
  `| Pharmacy at the bedside | Ask who would host a visit | ${other} | | 14/9 | ${other} |`,
];

/** The notes of a meeting before there was Skein, as somebody typed them, with the chat of the call below. */
const earlierNotes = [
  'Meeting notes of 18 September 2018',
  `Present: ${one}, ${other}, Somebody from the trust`,
  'Check in 5 mins',
  'Recommended reading: The Checklist Manifesto',
  'Learning discussion 55mins',
  `${one} - two charts for one patient`,
  'After the move to tablets one ward kept its paper chart, and doses were given by both.',
  '· who decides when paper ends?',
  '· the night shift was never asked',
  'Insights to take forward - name a day, and have somebody there that night',
  'Tactical 20 mins',
  ...table,
  'Check-out 10 mins',
  'Q1 We did what we came for.',
  `5 ${one}`,
  `4 ${other}`,
  '',
  `09:31:10     From  ${other} : https://example.org/handover-sheet`,
  `09:42:55     From  ${one} : that one helped us, thank you`,
].join('\n');

/** What a community is in the middle of: a series by rule, a meeting that runs, what it learns, and what it decided. */
export const underWay = {
  community: 'safer-medication',
  members,
  series: {
    community: 'primary-care-steering',
    title: 'Fortnightly steering call',
    kind: 'call' as const,
    minutes: 30,
    zone: 'Europe/London',
    time: '12:30',
    agenda: [
      { title: 'What moved', minutes: 10 },
      { title: 'What is stuck', minutes: 15 },
      { title: 'What members tell us', minutes: 5 },
    ],
  },
  /** Three seats for four who want to come: one waits. */
  fishbowl: {
    title: 'Fishbowl: a near miss, told by those who were there',
    kind: 'workshop' as const,
    inDays: 9,
    minutes: 75,
    capacity: 3,
    answers: members.map((person) => ({ person, answer: 'yes' as const })),
  },
  live: {
    title: 'Monthly meeting on safer medication',
    kind: 'call' as const,
    minutes: 90,
    agenda,
    reading: ['A page on interruptions during the medicines round'],
    present: [...members, cast.supportLead],
    items: [
      { part: 1, title: 'Interruptions while medicines are prepared' },
      { part: 1, title: 'What the visit to the pharmacy showed' },
      { part: 2, title: 'Who looks after the handover sheet?' },
    ],
    /** What each writes about an item, by its place. */
    notes: [
      { item: 0, by: organiser, text: '- A red apron helped for a month, then nobody saw it any more.\n' },
      { item: 0, by: first, text: '- The phone is the worst: could the round have one of its own?\n' },
      {
        item: 0,
        by: second,
        text: '- **Try**: count interruptions on three mornings, before changing anything.\n',
      },
      {
        item: 1,
        by: facilitator,
        text: '- Two people, one trolley, and time to ask. Worth a second visit.\n',
      },
    ],
    tensions: [
      {
        title: 'The handover sheet has nobody who looks after it',
        wouldHelp: 'One name, until the summer',
        raisedBy: first,
      },
      {
        title: 'We hear of near misses too late to learn from them',
        wouldHelp: 'A way to tell one within the week',
        raisedBy: second,
      },
    ],
    /** Told today, and waiting for what the others see in it. */
    told: {
      title: 'The syringe that looked like another',
      situation:
        'Two syringes of the same size lay in one tray, and the second person noticed. We moved the tray; is that enough?',
      broughtBy: second,
    },
  },
  /** Held some weeks ago. */
  held: {
    title: 'Meeting on safer medication, the month before',
    kind: 'call' as const,
    daysAgo: 30,
    minutes: 90,
    present: [...members, cast.supportLead],
    notes: 'Heard three cases, and set out what a good visit would be.',
    cases: [
      {
        key: 'tried',
        title: 'Asking at discharge without a form',
        situation: 'The form was filled in and nobody read it. What would a question be that people answer?',
        broughtBy: first,
        observations: ['Who asks matters more than what is asked.'],
        insights: ['Ask one question, at the door, and write nothing.'],
        tried: 'One nurse asked at the door for two weeks. Nine people spoke of a pill they had stopped.',
      },
      {
        key: 'fed-back',
        title: 'A second check that became a signature',
        situation: 'Two sign, one looks. How does the second look become a look again?',
        broughtBy: facilitator,
        observations: ['The second person was called away half of the time.'],
        insights: ['Let the second person read it aloud.'],
        fedBack: 'Reading aloud lasted where the trolley stands apart, and ended where it does not.',
      },
      {
        key: 'cleared',
        title: 'Letting patients keep their own list',
        situation: 'Their lists were better than ours, and we asked them to leave them at the desk.',
        broughtBy: organiser,
        observations: ['A photograph of it takes a second.'],
        insights: ['Begin from their list, and add ours to it.'],
        cleared: true,
      },
    ],
    /** Criteria that were set before, and how it went against each. */
    huddle: {
      title: 'Huddle on the day at the pharmacy',
      situation: 'Before it we said what would make it a good day; at its end we held the day against that.',
      criteria: ['Everybody asked a question of their own', 'We leave with one thing to try'],
      strong: 'Questions came before slides, so people asked what they wanted to know.',
      different: 'Choose the one thing while everybody is still in the room.',
    },
    cafe: {
      title: 'Café on the way of a prescription',
      situation: 'Three rounds at two tables: where does a prescription wait, and who notices?',
      tables: ['Between ward and pharmacy', 'Between hospital and home'],
      harvest: [
        { table: 0, round: 1, text: 'It waits longest where nobody knows that it has arrived.' },
        { table: 1, round: 2, text: 'The first to notice is whoever opens the bag at the kitchen table.' },
      ],
    },
  },
  decisions: [
    {
      what: 'We use one handover sheet on both wards',
      why: 'Two of them were compared by hand each evening.',
      agreedBy: [organiser, first],
      reviewInDays: 120,
    },
    {
      what: 'Near misses are told without names',
      why: 'So that they are told at all.',
      agreedBy: members,
      reviewInDays: -2,
    },
  ],
  earlier: {
    title: 'Meeting of 18 September 2018',
    startsAt: '2018-09-18T08:30:00Z',
    minutes: 90,
    /** Who stands for `{one}` and `{other}`. */
    people: [organiser, second] as const,
    notes: earlierNotes,
  },
};
export type UnderWay = typeof underWay;
