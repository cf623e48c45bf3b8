import { cast } from './cast.ts';
import type { PersonKey } from './people.ts';
import { type Stranger, strangers } from './strangers.ts';

type Channel = 'email' | 'phone' | 'in-person' | 'web-page' | 'message';

/** Somebody who might become a member: who speaks to them, what was said so far, and what came of it. */
export interface ProspectPlan extends Stranger {
  source: string;
  owner: PersonKey;
  community: string;
  contacts: { daysAgo: number; channel: Channel; note: string }[];
  outcome?: 'interested' | 'later' | 'not-interested' | 'joined';
  /** Days from the beginning of the demonstration until they are to be spoken to next. */
  dueInDays?: number;
}

const [one, two, three, four, five, six, seven, eight, nine, leaver, ...imported] = strangers(16) as [
  ...[Stranger, Stranger, Stranger, Stranger, Stranger, Stranger, Stranger, Stranger, Stranger, Stranger],
  ...Stranger[],
];

const group = 'reimagining-health-care';
const first = { daysAgo: 21, channel: 'web-page', note: 'Wrote through the web page.' } as const;

/** One or two at each stage of the way in. */
export const prospects: ProspectPlan[] = [
  {
    ...one,
    source: 'The web page',
    owner: cast.groupOrganiser,
    community: group,
    contacts: [],
    dueInDays: 2,
  },
  {
    ...two,
    source: 'A colleague',
    owner: cast.supportLead,
    community: 'mindfulness',
    contacts: [],
    dueInDays: 5,
  },
  {
    ...three,
    source: 'The web page',
    owner: cast.groupOrganiser,
    community: group,
    contacts: [first],
    dueInDays: 7,
  },
  {
    ...four,
    source: 'The spring basecamp',
    owner: cast.groupFacilitator,
    community: group,
    contacts: [
      { daysAgo: 30, channel: 'in-person', note: 'We spoke over lunch.' },
      { daysAgo: 9, channel: 'phone', note: 'Would like to sit in on a meeting first.' },
    ],
    outcome: 'interested',
    dueInDays: 10,
  },
  {
    ...five,
    source: 'A webinar',
    owner: cast.supportLead,
    community: 'caring-culture',
    contacts: [{ daysAgo: 14, channel: 'email', note: 'On leave until the summer.' }],
    outcome: 'later',
    dueInDays: 90,
  },
  {
    ...six,
    source: 'A colleague',
    owner: cast.groupOrganiser,
    community: group,
    contacts: [first, { daysAgo: 12, channel: 'phone', note: 'Looks for something closer to home.' }],
    outcome: 'not-interested',
  },
  {
    ...seven,
    source: 'The web page',
    owner: cast.groupOrganiser,
    community: group,
    contacts: [first, { daysAgo: 3, channel: 'phone', note: 'Comes along from now on.' }],
    outcome: 'joined',
  },
];

/** Two from outside, and a member, who are invited and have not answered. */
export const invited = { community: 'schwartz-rounds', outsiders: [eight, nine] };

/** Somebody who was a member, asked to be forgotten, and was. */
export const leaverPlan: Stranger = leaver;

/** Those on a list that waits to be taken in; the address of the last one is not whole. */
export const listed: Stranger[] = imported;
