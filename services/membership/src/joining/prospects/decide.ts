import { type ProspectOutcome, type ProspectStage, type Refusal, refuse } from '@skein/contracts';
import { withoutGaps } from '../../core/people/decide.ts';
import type { ProspectRow } from './row.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Nobody is kept for being spoken to later than this. */
const latestDays = 2 * 365;
const mostContacts = 200;

/** How many days somebody is kept: after they were spoken to last, and after it came to an end. */
export interface Retention {
  readonly open: number;
  readonly ended: number;
}

export const stageOf = ({ outcome, contacts }: Pick<ProspectRow, 'outcome' | 'contacts'>): ProspectStage =>
  outcome ?? (contacts.length ? 'contacted' : 'new');

export const isOverdue = ({ due }: Pick<ProspectRow, 'due'>, today: string): boolean =>
  due !== undefined && due <= today;

const daysAfter = (from: Date, days: number): Date => new Date(from.getTime() + days * dayMs);

/**
 * When somebody is forgotten: so long after they were added or spoken to last; sooner once it ended; and not before a
 * day that they asked for.
 */
const forgetAt = (row: ProspectRow, now: Date, { open, ended }: Retention): Date => {
  if (row.outcome === 'not-interested' || row.outcome === 'joined') {
    return new Date(Math.min(daysAfter(now, ended).getTime(), row.forgetAt.getTime()));
  }
  const last = Math.max(row.addedAt.getTime(), ...row.contacts.map(({ at }) => at.getTime()));
  const kept = daysAfter(new Date(last), open);
  if (row.outcome !== 'later' || !row.due) return kept;
  return new Date(Math.max(kept.getTime(), daysAfter(new Date(row.due), ended).getTime()));
};

type Given = Pick<ProspectRow, 'name' | 'source' | 'owner'> &
  Partial<{ [K in 'email' | 'contact' | 'community' | 'channel' | 'due']: ProspectRow[K] | undefined }>;

export const addProspect = (
  given: Given,
  network: string,
  now: Date,
  { open }: Retention,
  _id: string,
): ProspectRow => ({
  _id,
  network,
  version: 1,
  ...(withoutGaps(given) as Pick<ProspectRow, keyof Given>),
  ...(given.due && { remindOn: given.due }),
  contacts: [],
  addedAt: now,
  forgetAt: daysAfter(now, open),
});

/** A changed row with all that follows from the change. */
const changed = (
  before: ProspectRow,
  changes: { readonly [K in keyof ProspectRow]?: ProspectRow[K] | null | undefined },
  now: Date,
  retention: Retention,
): ProspectRow => {
  const merged = { ...before, ...changes, version: before.version + 1 };
  const kept = Object.entries(merged).filter(([, value]) => value !== null && value !== undefined);
  const row = Object.fromEntries(kept) as ProspectRow;
  return { ...row, forgetAt: forgetAt(row, now, retention) };
};

const ended = ({ outcome }: ProspectRow): Refusal | undefined =>
  outcome === 'joined'
    ? refuse('closed', 'They are a member now; this is only kept for a while.')
    : undefined;

const notToBeAsked = ({ outcome }: ProspectRow, due: string | null | undefined): Refusal | undefined =>
  outcome === 'not-interested' && due
    ? refuse('conflict', 'They are not interested; say that they are before you plan to speak to them.', [
        'due',
        'does not fit',
      ])
    : undefined;

type Edit = {
  readonly [K in 'name' | 'source' | 'email' | 'contact' | 'community' | 'channel' | 'due']?:
    | ProspectRow[K]
    | null
    | undefined;
};

export interface Edited {
  readonly row: ProspectRow;
  readonly fields: string[];
}

/** Changes what is known or planned. A new day is a new reminder. */
export const editProspect = (
  before: ProspectRow,
  edit: Edit,
  now: Date,
  retention: Retention,
): Edited | Refusal => {
  const refused = ended(before) ?? notToBeAsked(before, edit.due);
  if (refused) return refused;
  const differing = Object.entries(edit).filter(
    ([field, value]) => value !== undefined && (value ?? undefined) !== before[field as keyof Edit],
  );
  if (differing.length === 0) return { row: before, fields: [] };
  const changes: Edit = Object.fromEntries(differing);
  const reminder = changes.due === undefined ? {} : { remindOn: changes.due };
  const fields = differing.map(([field]) => field);
  return { row: changed(before, { ...changes, ...reminder }, now, retention), fields };
};

/** Hands somebody over; the new contacter is reminded of what is due. */
export const assignProspect = (
  before: ProspectRow,
  owner: string,
  now: Date,
  retention: Retention,
): Edited | Refusal => {
  const refused = ended(before);
  if (refused) return refused;
  if (owner === before.owner) return { row: before, fields: [] };
  const reminder = before.due ? { remindOn: before.due } : {};
  return { row: changed(before, { owner, ...reminder }, now, retention), fields: ['owner'] };
};

/** Somebody was spoken to: what was due is done. */
export const recordContact = (
  before: ProspectRow,
  { due, ...contact }: ProspectRow['contacts'][number] & { readonly due?: string | undefined },
  now: Date,
  retention: Retention,
): ProspectRow | Refusal => {
  const refused = ended(before) ?? notToBeAsked(before, due);
  if (refused) return refused;
  if (contact.at > now) {
    return refuse('invalid-request', 'That is yet to come.', ['at', 'is in the future']);
  }
  if (before.contacts.length >= mostContacts) {
    return refuse('conflict', `They were spoken to ${mostContacts} times; nothing more is written down.`);
  }
  const contacts = [...before.contacts, contact].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return changed(before, { contacts, due: due ?? null, remindOn: due ?? null }, now, retention);
};

/** What came of it. Who is not interested is spoken to no more. */
export const setOutcome = (
  before: ProspectRow,
  { outcome, due }: { readonly outcome: ProspectOutcome; readonly due?: string | undefined },
  now: Date,
  retention: Retention,
): ProspectRow | Refusal => {
  const refused = ended(before);
  if (refused) return refused;
  if (outcome === 'later' && !due) {
    return refuse('invalid-request', 'From when on may they be asked again?', ['due', 'is needed for later']);
  }
  if (outcome === 'not-interested' && due) {
    return refuse('invalid-request', 'Who is not interested is spoken to no more.', ['due', 'does not fit']);
  }
  if (due && new Date(due) > daysAfter(now, latestDays)) {
    return refuse('invalid-request', 'Nobody is kept for so long.', ['due', 'is more than two years away']);
  }
  const next = outcome === 'interested' && !due ? {} : { due: due ?? null, remindOn: due ?? null };
  return changed(before, { outcome, ...next }, now, retention);
};

/** They are a member: nothing is due any more. */
export const joined = (
  before: ProspectRow,
  person: string,
  now: Date,
  retention: Retention,
): ProspectRow | Refusal =>
  ended(before) ?? changed(before, { outcome: 'joined', person, due: null, remindOn: null }, now, retention);
