import { persons } from './cast.ts';
import { communities } from './communities.ts';
import type { Membership } from './memberships.ts';
import type { PersonKey } from './people.ts';
import { underWay } from './under-way.ts';

export interface UpcomingMeeting {
  key: string;
  community: string;
  title: string;
  kind: 'webinar' | 'circle' | 'call' | 'basecamp' | 'workshop' | 'book-club';
  channel: 'video-call' | 'phone' | 'in-person';
  /** Where people go; a link under example.org for a call, a made-up venue otherwise. */
  place: string;
  startsAt: string;
  durationMinutes: number;
  timeZone: string;
  capacity: number | null;
  audience: 'network' | 'community';
  host: PersonKey;
  going: PersonKey[];
  description: string;
  /** Questions to think about beforehand. */
  preparation: string[];
  source: string;
}

type Plan = Omit<UpcomingMeeting, 'startsAt' | 'timeZone' | 'host' | 'going' | 'place' | 'preparation'> & {
  inDays: number;
  /** London time of day. */
  hour: number;
  minute?: number;
  place?: string;
  preparation?: string[];
};

const booklet = 'Co-Creation Network booklet, 2015';

const plans: Plan[] = [
  {
    key: 'ward-circle',
    community: 'mindfulness-patient-safety',
    title: 'Circle of eight',
    kind: 'circle',
    channel: 'video-call',
    inDays: 3,
    hour: 16,
    durationMinutes: 60,
    capacity: 8,
    audience: 'community',
    description: 'Eight chairs, one question: what did you notice on the ward this month?',
    source: 'Account of a workshop on large-scale change',
  },
  {
    key: 'medicines-cases',
    community: 'safer-medication',
    title: 'Three cases about handovers',
    kind: 'workshop',
    channel: 'video-call',
    inDays: 8,
    hour: 14,
    durationMinutes: 90,
    capacity: 60,
    audience: 'community',
    description: 'Members bring what happened to a prescription between two places of care.',
    source: booklet,
  },
  {
    key: 'purpose-webinar',
    community: 'support-team',
    title: 'Finding a shared purpose',
    kind: 'webinar',
    channel: 'video-call',
    inDays: 11,
    hour: 13,
    durationMinutes: 60,
    capacity: 1200,
    audience: 'network',
    description: 'A webinar for up to 1,200 people in many countries; times are shown in your own time zone.',
    source: 'Account of a workshop on large-scale change',
  },
  {
    key: 'book-club',
    community: 'reimagining-health-care',
    title: 'Book club',
    kind: 'book-club',
    channel: 'video-call',
    inDays: 15,
    hour: 8,
    durationMinutes: 60,
    capacity: 20,
    audience: 'community',
    description: 'One chapter on decisions in self-managing teams; come even if you have not finished it.',
    source: 'Special-interest group meeting notes, 12 April 2019',
  },
  {
    key: 'basecamp',
    community: 'support-team',
    title: 'Basecamp',
    kind: 'basecamp',
    channel: 'in-person',
    inDays: 24,
    hour: 9,
    minute: 30,
    durationMinutes: 390,
    capacity: 120,
    audience: 'network',
    place: 'The Old Mill, Caldermere',
    description: 'All communities meet for a day: case clinics, café tables, and time for each community.',
    preparation: [
      'What do you know that others could use?',
      'Which question do you hope to get further with?',
      'What will you offer your community afterwards?',
    ],
    source: booklet,
  },
];

const timeZone = 'Europe/London';
const londonClock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' });

/** What meets by a series of its own. */
const regular: string[] = [underWay.series.community];

/** A call for each community that has no other plan, so that every one has a next meeting. */
const monthlyCalls: Plan[] = communities
  .filter(({ key }) => !regular.includes(key) && !plans.some((plan) => plan.community === key))
  .map(({ key, name }, index) => ({
    key: `monthly-call-${key}`,
    community: key,
    title: `${name}: monthly call`,
    kind: 'call',
    channel: 'video-call',
    inDays: 5 + 2 * (index % 9),
    hour: 12,
    minute: 30,
    durationMinutes: 60,
    capacity: null,
    audience: 'community',
    description: 'What moved since last time, one case, and what comes next.',
    source: booklet,
  }));

/** Meetings within four weeks of `now`, earliest first; those that would fall on a weekend move to Monday. */
export function upcomingMeetings(now: Date, all: Membership[]): UpcomingMeeting[] {
  const meetings = [...plans, ...monthlyCalls].map(
    ({ inDays, hour, minute = 0, place, preparation, ...plan }) => ({
      ...plan,
      place: place ?? `https://meet.example.org/${plan.key}`,
      startsAt: londonTime(now, inDays, hour, minute).toISOString(),
      timeZone,
      host: hostOf(plan.community),
      going: goingTo(plan, all),
      preparation: preparation ?? [],
    }),
  );
  return meetings.sort((one, other) => one.startsAt.localeCompare(other.startsAt));
}

function hostOf(community: string): PersonKey {
  const host = communities.find(({ key }) => key === community)?.facilitators[0];
  if (host === undefined) throw new Error(`No facilitator for ${community}.`);
  return host;
}

function goingTo(
  { audience, community, capacity }: Omit<Plan, 'inDays' | 'hour'>,
  all: Membership[],
): PersonKey[] {
  const invited =
    audience === 'network'
      ? persons(1, 40)
      : all.filter((membership) => membership.community === community).map(({ person }) => person);
  return invited.slice(0, Math.min(capacity ?? 40, 40));
}

function londonTime(now: Date, inDays: number, hour: number, minute: number): Date {
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + inDays));
  const weekday = day.getUTCDay();
  day.setUTCDate(day.getUTCDate() + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0));
  day.setUTCHours(hour, minute);
  // In summer London is an hour ahead, so the same wall time comes an hour earlier in UTC.
  const shown = Number(londonClock.format(day).slice(0, 2));
  day.setUTCHours(day.getUTCHours() - (shown - hour));
  return day;
}
