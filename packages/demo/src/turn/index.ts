import type { Client } from '@skein/client';
import type { Mailbox } from '../mailbox.ts';
import { answerCheckOut, instrumentBySlug } from './check-out.ts';
import { sendDigest } from './digest.ts';
import { communityBySlug, joinAndWelcome } from './join.ts';
import { holdMeeting } from './meeting.ts';

export interface TurnOptions {
  readonly baseUrl: string;
  readonly host: Client;
  readonly mailbox: Mailbox;
  /** Tells this turn from others: part of the newcomer's address. */
  readonly label: string;
  readonly group: string;
  readonly instrument: string;
  readonly report: (line: string) => void;
}

/** What one turn did, as the outside sees it. */
export interface TurnReport {
  readonly newcomer: string;
  readonly attendees: number;
  readonly steps: number;
  readonly responsesSent: number;
  readonly responsesCounted: number;
  readonly talliesExact: boolean;
  readonly mean: number;
  readonly digest: {
    month: string;
    recipients: number;
    sent: number;
    failed: number;
    unknown: number;
    missing: string[];
  };
}

const attendeesOf = 8;

/** One turn of the network's life, through the public interfaces only. */
export const runTurn = async (options: TurnOptions): Promise<TurnReport> => {
  const { baseUrl, host, mailbox, label, report } = options;
  const group = await communityBySlug(host, options.group);
  report('someone asks to join, and is welcomed …');
  const newcomer = await joinAndWelcome(baseUrl, host, mailbox, group.id, {
    name: 'Robin Newcomer',
    email: `newcomer-${label}@example.org`,
  });
  report('the group meets …');
  const checkOut = await instrumentBySlug(host, options.instrument);
  const members = await host.listPeople.all({ query: { community: group.id } }).toArray();
  const others = members.filter(({ id, email }) => id !== newcomer.person && email).slice(0, attendeesOf);
  const attendees = [
    ...others.map(({ id, email }) => ({ person: id, address: email ?? '' })),
    { person: newcomer.person, address: newcomer.email },
  ];
  const present = attendees.map(({ person }) => person);
  const owner = present[0] ?? newcomer.person;
  const held = await holdMeeting(host, { community: group.id, attendees: present, owner, checkOut, label });
  report('its attendees answer the check-out …');
  const survey = await answerCheckOut(baseUrl, host, mailbox, { meeting: held.meeting, attendees });
  report('the digest goes out …');
  const { month, missing, report: delivery } = await sendDigest(host);
  return {
    newcomer: newcomer.person,
    attendees: present.length,
    steps: held.steps,
    responsesSent: survey.sent,
    responsesCounted: survey.counted,
    talliesExact: survey.exact,
    mean: survey.mean,
    digest: { month, missing, ...delivery },
  };
};
