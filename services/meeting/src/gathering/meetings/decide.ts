import { type Refusal, refuse } from '@skein/contracts';
import { type Changed, type Edited, withChanges, withEdits } from '@skein/service-kit/decisions';
import { hasUsualParts } from '../agenda-templates/decide.ts';
import { refuseRepeated, refuseStrangers } from '../people/decide.ts';
import type { SeriesRow } from '../series/row.ts';
import type { MeetingRow } from './row.ts';

type Given = Pick<
  MeetingRow,
  | 'community'
  | 'withCommunities'
  | 'series'
  | 'title'
  | 'kind'
  | 'audience'
  | 'startsAt'
  | 'minutes'
  | 'zone'
  | 'wall'
  | 'allDay'
  | 'original'
  | 'place'
  | 'joinLink'
  | 'capacity'
  | 'agenda'
  | 'reading'
>;

export type Plan = Omit<Given, 'agenda'> & { readonly agenda?: MeetingRow['agenda'] | undefined };

/** Plans a meeting, in the past too: that is how history is taken in. The agenda is its own, else the series', else the usual one. */
export const planMeeting = (
  plan: Plan,
  series: SeriesRow | undefined,
  network: string,
  _id: string,
): MeetingRow => {
  const isUsual = !plan.agenda && !series?.agenda.length && hasUsualParts(plan);
  return {
    _id,
    network,
    version: 1,
    ...plan,
    agenda: plan.agenda ?? series?.agenda ?? [],
    ...(isUsual && { usualAgenda: true }),
    status: 'planned',
    notes: '',
    present: [],
    apologies: [],
  };
};

/** Why these communities cannot hold a meeting together: one of them is named twice, or is `unknown`. */
export const refusePartners = (
  community: string,
  partners: readonly string[],
  unknown: readonly string[],
): Refusal | undefined => {
  const bad = partners.findIndex(
    (partner, index) =>
      partner === community || partners.indexOf(partner) !== index || unknown.includes(partner),
  );
  const partner = partners[bad];
  if (partner === undefined) return undefined;
  const field = `withCommunities.${bad}`;
  return unknown.includes(partner)
    ? refuse('unknown-reference', 'There is no such community.', [field, 'is no community of this network'])
    : refuse('invalid-request', 'Each community is named once.', [field, 'is named before']);
};

/** Why nothing may be written into this meeting any more. */
export const over = ({ status }: MeetingRow): Refusal | undefined =>
  status === 'closed'
    ? refuse('closed', 'The meeting is closed: its agenda, notes and attendance stay as they are.')
    : undefined;

type Edit = Edited<
  Pick<
    MeetingRow,
    | 'title'
    | 'kind'
    | 'withCommunities'
    | 'audience'
    | 'startsAt'
    | 'minutes'
    | 'zone'
    | 'wall'
    | 'allDay'
    | 'original'
    | 'agenda'
    | 'reading'
    | 'notes'
    | 'place'
    | 'joinLink'
  >
>;

/** What calendars must hear of; where to join is theirs too, but not another place or time. */
const heard: ReadonlySet<string> = new Set(['startsAt', 'minutes', 'zone', 'wall', 'allDay', 'place']);

/** Puts an edit into a meeting, whatever its state; null takes a field away. */
export const applyEdit = (before: MeetingRow, sent: Edit): Changed<MeetingRow> => {
  const { row, fields } = withEdits(before, sent);
  const isHeard = fields.some((field) => heard.has(field));
  const { usualAgenda: _, ...own } = row;
  const kept = fields.includes('agenda') ? own : row;
  return { row: isHeard ? { ...kept, sequence: (before.sequence ?? 0) + 1 } : kept, fields };
};

export const changeMeeting = (before: MeetingRow, sent: Edit): Changed<MeetingRow> | Refusal =>
  over(before) ?? applyEdit(before, sent);

/** Marks a planned meeting as one that does not take place; it stays, with the reason. */
export const cancelMeeting = (before: MeetingRow, reason: string, at: Date): MeetingRow | Refusal => {
  if (before.status !== 'planned')
    return refuse('conflict', `A meeting that is ${before.status} cannot be cancelled; it must be planned.`);
  if (before.cancelled) return refuse('conflict', 'The meeting is cancelled already.');
  return {
    ...before,
    cancelled: { reason, at },
    sequence: (before.sequence ?? 0) + 1,
    version: before.version + 1,
  };
};

export const restoreMeeting = (before: MeetingRow): MeetingRow | Refusal => {
  const { cancelled, ...row } = before;
  return cancelled
    ? { ...row, sequence: (before.sequence ?? 0) + 1, version: before.version + 1 }
    : refuse('conflict', 'The meeting is not cancelled.');
};

/** Writes down who is there and who is not coming; `strangers` are those of them who are no members of the network. */
export const recordAttendance = (
  before: MeetingRow,
  attendance: Pick<MeetingRow, 'present' | 'apologies'>,
  strangers: readonly string[],
): Changed<MeetingRow> | Refusal => {
  const { present, apologies } = attendance;
  const lists = { present, apologies };
  return (
    over(before) ??
    refuseRepeated(lists) ??
    refuseStrangers(lists, strangers) ??
    withChanges(before, { present, apologies })
  );
};

export const openMeeting = (before: MeetingRow, openedAt: Date): MeetingRow | Refusal => {
  if (before.cancelled) return refuse('conflict', 'The meeting is cancelled; restore it first.');
  return before.status === 'planned'
    ? { ...before, status: 'running', openedAt, version: before.version + 1 }
    : refuse('conflict', `A meeting that is ${before.status} cannot be opened; it must be planned.`);
};

export const closeMeeting = (before: MeetingRow, closedAt: Date): MeetingRow | Refusal =>
  before.status === 'running'
    ? { ...before, status: 'closed', closedAt, version: before.version + 1 }
    : refuse('conflict', `A meeting that is ${before.status} cannot be closed; it must be running.`);
