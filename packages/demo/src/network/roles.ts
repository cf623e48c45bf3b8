import { cast } from './cast.ts';
import { type PersonKey, personKey } from './people.ts';

/** A role of the support team: what it is for, answers for and does, and who has it. Nobody: it is vacant. */
export interface TeamRole {
  key: string;
  name: string;
  purpose: string;
  accountabilities: string[];
  tasks: { title: string; recurrence?: string }[];
  reportsTo?: string;
  holders: PersonKey[];
}

export const supportTeam = 'support-team';

/** The roles of the team that looks after the communities; one that reports stands after the one it reports to. */
export const teamRoles: TeamRole[] = [
  {
    key: 'network-lead',
    name: 'Network lead',
    purpose: 'The network knows where it is going, and has what it needs to get there.',
    accountabilities: ['Keeping the plan of work', 'Reporting to those who fund the network'],
    tasks: [{ title: 'Put the quarterly report together', recurrence: 'each quarter' }],
    holders: [cast.supportLead],
  },
  {
    key: 'community-coach',
    name: 'Community coach',
    purpose: 'Each community has a facilitator who knows the craft.',
    accountabilities: ['Coaching facilitators', 'Noticing when a community falls asleep'],
    tasks: [
      { title: 'Speak to every facilitator', recurrence: 'each month' },
      { title: 'Sit in on a first meeting' },
    ],
    reportsTo: 'network-lead',
    holders: [cast.supportLeadAndFacilitator, personKey(26)],
  },
  {
    key: 'weaver',
    name: 'Weaver',
    purpose: 'People who should know each other do.',
    accountabilities: ['Introducing people and communities', 'Asking what came of it'],
    tasks: [{ title: 'Look at which communities share nobody', recurrence: 'each month' }],
    reportsTo: 'network-lead',
    holders: [cast.groupOrganiser],
  },
  {
    key: 'library-keeper',
    name: 'Library keeper',
    purpose: 'What one community found out, another one finds.',
    accountabilities: ['Keeping the library in order'],
    tasks: [{ title: 'Harvest the links of meetings', recurrence: 'after each meeting' }],
    reportsTo: 'network-lead',
    holders: [personKey(27)],
  },
  {
    key: 'events-organiser',
    name: 'Events organiser',
    purpose: 'Gatherings that people leave with more than they brought.',
    accountabilities: ['Preparing basecamps'],
    tasks: [{ title: 'Ask delegates what they need', recurrence: 'four weeks before a basecamp' }],
    reportsTo: 'network-lead',
    holders: [],
  },
];
