import { mostAgendaItems, type Refusal, refuse } from '@skein/contracts';
import { type Changed, type Sent, withChanges } from '@skein/service-kit/decisions';
import { over } from '../meetings/decide.ts';
import type { MeetingRow } from '../meetings/row.ts';
import type { AgendaItemRow } from './row.ts';

/** The part with the most time, the first of those that have as much; 0 where there are no parts. */
export const longestPart = ({ agenda }: Pick<MeetingRow, 'agenda'>): number =>
  agenda.reduce((best, { minutes }, part) => (minutes > (agenda[best]?.minutes ?? 0) ? part : best), 0);

/** Why a meeting has no such part; one without parts is one part. */
const refusePart = ({ agenda }: MeetingRow, part: number, field: string): Refusal | undefined =>
  part < Math.max(1, agenda.length)
    ? undefined
    : refuse('unknown-reference', 'The agenda has fewer parts than that.', [
        field,
        'is no part of the agenda',
      ]);

/** Moves the clock of a meeting that runs to a part, which begins now; those that follow come after it by their times. */
export const goToPart = (meeting: MeetingRow, part: number, since: Date): MeetingRow | Refusal => {
  const refused = over(meeting);
  if (refused) return refused;
  if (meeting.status === 'planned') return refuse('conflict', 'The meeting has not begun.');
  return (
    refusePart(meeting, part, 'part') ?? {
      ...meeting,
      underWay: { part, since },
      version: meeting.version + 1,
    }
  );
};

const after = (rows: readonly AgendaItemRow[], part: number): number =>
  Math.max(-1, ...rows.filter((row) => row.part === part).map(({ place }) => place)) + 1;

type Proposed = Pick<AgendaItemRow, 'title' | 'kind' | 'ref' | 'proposedBy'> & {
  readonly part?: number | undefined;
};

/** Puts something on the agenda, last in its part. */
export const proposeItem = (
  meeting: MeetingRow,
  rows: readonly AgendaItemRow[],
  { part: asked, ...proposed }: Proposed,
  _id: string,
): AgendaItemRow | Refusal => {
  const refused = over(meeting);
  if (refused) return refused;
  if (rows.length >= mostAgendaItems)
    return refuse('conflict', `An agenda holds ${mostAgendaItems} items. Take one off it first.`);
  const part = asked ?? longestPart(meeting);
  const { network, community, series } = meeting;
  return (
    refusePart(meeting, part, 'part') ?? {
      ...{ _id, network, version: 1, meeting: meeting._id, community, ...(series && { series }) },
      ...{ ...proposed, part, place: after(rows, part), done: false },
    }
  );
};

/** Changes an item; in another part it stands last. */
export const changeItem = (
  meeting: MeetingRow,
  rows: readonly AgendaItemRow[],
  before: AgendaItemRow,
  sent: Sent<Pick<AgendaItemRow, 'title' | 'part' | 'done'>>,
): Changed<AgendaItemRow> | Refusal => {
  const { part } = sent;
  const moves = part !== undefined && part !== before.part;
  const refused = over(meeting) ?? (moves ? refusePart(meeting, part, 'part') : undefined);
  return refused ?? withChanges(before, { ...sent, ...(moves && { place: after(rows, part) }) });
};

/** Where an item is to be. */
export interface Placed {
  readonly item: string;
  readonly part: number;
}

/** Orders the items: those that are named stand as named, others follow as they were. Gives those that stand elsewhere now. */
export const arrange = (
  meeting: MeetingRow,
  rows: readonly AgendaItemRow[],
  order: readonly Placed[],
): AgendaItemRow[] | Refusal => {
  const refused = over(meeting);
  if (refused) return refused;
  const byId = new Map(rows.map((row) => [row._id, row]));
  for (const [index, { item, part }] of order.entries()) {
    if (!byId.has(item))
      return refuse('unknown-reference', 'There is no such item on this agenda.', [
        `items.${index}.item`,
        'is no item of this agenda',
      ]);
    if (order.findIndex((other) => other.item === item) !== index)
      return refuse('invalid-request', 'Each item is named once.', [
        `items.${index}.item`,
        'is named before',
      ]);
    const noPart = refusePart(meeting, part, `items.${index}.part`);
    if (noPart) return noPart;
  }
  const named = new Set(order.map(({ item }) => item));
  const others = rows.filter(({ _id }) => !named.has(_id)).map(({ _id: item, part }) => ({ item, part }));
  const places = new Map<number, number>();
  return [...order, ...others].flatMap(({ item, part }) => {
    const place = places.get(part) ?? 0;
    places.set(part, place + 1);
    const row = byId.get(item);
    if (!row || (row.part === part && row.place === place)) return [];
    return { ...row, part, place, version: row.version + 1 };
  });
};

/** What was not reached, on the agenda of the next date, and the note of it where it was. */
export const carryOn = (
  next: MeetingRow,
  there: readonly AgendaItemRow[],
  before: AgendaItemRow,
  _id: string,
): { carried: AgendaItemRow; left: AgendaItemRow } => {
  const { carriedFrom: _earlier, carriedTo: _later, ...said } = before;
  const part = Math.min(before.part, Math.max(0, next.agenda.length - 1));
  const { community, series, _id: meeting } = next;
  return {
    carried: {
      ...said,
      ...{ _id, version: 1, meeting, community, ...(series && { series }) },
      ...{ part, place: after(there, part), carriedFrom: before.meeting },
    },
    left: { ...before, carriedTo: meeting, version: before.version + 1 },
  };
};
