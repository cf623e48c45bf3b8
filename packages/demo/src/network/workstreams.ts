import { cast } from './cast.ts';
import type { PersonKey } from './people.ts';

export interface Step {
  key: string;
  title: string;
  owner: PersonKey | null;
  notes: string;
  /** ISO dates noted beside the step, in order. */
  dates: string[];
  /** An ISO date, `true` when done without a date, `null` while open. */
  done: string | true | null;
  status: 'proposed' | 'accepted' | 'done';
  /** Only for contacts with prospective members. */
  contact?: { channel: 'network-web-page' | 'not-noted'; joinedAs: PersonKey | null };
}

export interface Workstream {
  key: string;
  name: string;
  owners: PersonKey[];
  steps: Step[];
}

const { groupFacilitator, groupOrganiser, fundingLead, pilotLead, careFounder, housingManager } = cast;

/** The group's table of work on 8 February 2019; days without a year fall in 2018, 1 February in 2019. */
export const workstreams: Workstream[] = [
  workstream(
    'knowledge-harvest',
    'Knowledge harvest',
    [groupFacilitator],
    [step('map-themes', 'Read the harvest and map its themes', groupFacilitator, { done: true })],
  ),
  workstream(
    'new-members',
    'New members of the group',
    [groupFacilitator, groupOrganiser],
    [
      contact(1, groupOrganiser, 'not-noted', ['2018-11-09', '2018-11-28'], {
        notes: 'Conversation arranged for 28 November. Propose, then accept.',
      }),
      contact(2, groupFacilitator, 'not-noted', []),
      contact(3, groupOrganiser, 'not-noted', ['2018-11-27'], { notes: 'Propose, then accept.' }),
      contact(4, groupOrganiser, 'network-web-page', ['2018-12-12']),
      contact(5, groupOrganiser, 'network-web-page', ['2018-12-07'], { joinedAs: cast.newMember }),
      contact(6, groupOrganiser, 'network-web-page', ['2018-11-28']),
      contact(7, groupOrganiser, 'network-web-page', ['2018-11-26']),
      contact(8, groupOrganiser, 'network-web-page', ['2018-11-26'], { joinedAs: cast.newMemberWhoScored }),
      contact(9, groupOrganiser, 'network-web-page', ['2018-11-09']),
      contact(10, groupFacilitator, 'not-noted', []),
      contact(11, groupOrganiser, 'network-web-page', ['2018-11-12']),
      contact(12, groupOrganiser, 'network-web-page', ['2018-11-12']),
    ],
  ),
  workstream(
    'joint-paper',
    'Paper with two partner bodies',
    [fundingLead],
    [
      step('funding-news', 'Tell the group how the funding talks stand', fundingLead, { done: true }),
      step('invite-guest', 'Invite a guest to a later meeting', fundingLead),
    ],
  ),
  workstream(
    'funding-pilot',
    'Pilot of funding for groups',
    [fundingLead],
    [
      step('send-details', 'Send the details to the facilitator and the organiser', null, {
        on: '2018-11-09',
      }),
    ],
  ),
  workstream(
    'complexity-links',
    'Links to the group on complexity',
    [groupFacilitator],
    [step('talk-to-complexity', "Talk to the other group's contact", groupFacilitator)],
  ),
  workstream(
    'local-chapters',
    'Local chapters',
    [groupOrganiser, groupFacilitator],
    [
      step('post-links', "Post links to the South West chapter in the group's space", groupOrganiser, {
        on: '2018-11-09',
      }),
      step('tell-regional-lead', 'Tell the regional lead in the South West', groupOrganiser, {
        on: '2019-02-01',
      }),
      step('diary', 'Put the meetings in the shared diary', groupOrganiser, { on: '2018-11-10' }),
    ],
  ),
  workstream(
    'meetings',
    'Meetings of the group',
    [groupOrganiser, groupFacilitator],
    [
      step('notes-format', 'Rework the form of plan and notes', groupOrganiser, { on: '2018-11-09' }),
      step('new-timings', 'Use the new timings from December', groupFacilitator, {
        notes: 'An hour of learning, then 20 and 10 minutes.',
      }),
    ],
  ),
  // The table has one line with three owners; a step has one owner here, so it becomes three.
  workstream(
    'feedback',
    'Feedback on the learning cases',
    [],
    [feedback('housing', housingManager), feedback('review', careFounder), feedback('pilot', pilotLead)],
  ),
  workstream(
    'breakfast',
    'Breakfast before the conference of 19 March',
    [],
    [step('find-cafe', 'Find a café close to the venue for 19 March', pilotLead, { status: 'proposed' })],
  ),
  workstream(
    'conference',
    'What the group brings to 19 March',
    [],
    [
      step('propose-fishbowl', 'Offer the organisers a fishbowl conversation', groupOrganiser, {
        status: 'proposed',
      }),
    ],
  ),
];

function workstream(key: string, name: string, owners: PersonKey[], steps: Step[]): Workstream {
  return { key, name, owners, steps };
}

interface Details {
  /** The day it was done. */
  on?: string;
  done?: true;
  notes?: string;
  status?: 'proposed';
}

function step(key: string, title: string, owner: PersonKey | null, details: Details = {}): Step {
  const done = details.done ?? details.on ?? null;
  const status = done === null ? (details.status ?? 'accepted') : 'done';
  const dates = details.on === undefined ? [] : [details.on];
  return { key, title, owner, notes: details.notes ?? '', dates, done, status };
}

function contact(
  n: number,
  owner: PersonKey,
  channel: NonNullable<Step['contact']>['channel'],
  dates: string[],
  more: { notes?: string; joinedAs?: PersonKey } = {},
): Step {
  const last = dates.at(-1);
  return {
    ...step(`contact-${n}`, `Contact a prospective member (${n})`, owner, {
      ...(last === undefined ? {} : { on: last }),
      notes: more.notes ?? (channel === 'network-web-page' ? "Through the network's web page." : ''),
    }),
    dates,
    contact: { channel, joinedAs: more.joinedAs ?? null },
  };
}

function feedback(key: string, owner: PersonKey): Step {
  return step(`feedback-${key}`, 'Report to the next meeting: what did you try, what came of it?', owner, {
    status: 'proposed',
  });
}
