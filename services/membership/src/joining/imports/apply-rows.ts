import {
  type ConsentPurpose,
  type LawfulBasis,
  ListField,
  type listColumns,
  type StatedConsent,
  type textColumns,
} from '@skein/contracts';
import type { ConsentRow } from '../../core/consent/row.ts';
import { outranks } from '../../core/members/decide.ts';
import type { MembershipRow } from '../../core/memberships/row.ts';
import type { PersonRow } from '../../core/people/row.ts';
import { askIntoRole } from '../invitations/decide.ts';
import type { InvitationRow } from '../invitations/row.ts';
import type { CheckedRow } from './row.ts';

/** What is there already of the people in a batch of rows. */
export interface Present {
  readonly network: string;
  readonly by: string;
  readonly basis?: { basis: LawfulBasis; textVersion: string } | undefined;
  /** The versions of the published wordings. */
  readonly wordings?: ReadonlySet<string> | undefined;
  readonly people: ReadonlyMap<string, PersonRow>;
  /** Those of them whom earlier batches of this import made. */
  readonly madeHere: ReadonlySet<string>;
  /** Those of them who are to be erased: nothing is added to them. */
  readonly leaving: ReadonlySet<string>;
  /** Addresses that came to stay away since the check. */
  readonly away?: ReadonlyMap<string, unknown> | undefined;
  /** By `<person>.<community>`; also those they left. */
  readonly memberships: ReadonlyMap<string, MembershipRow>;
  /** `<person> <purpose>` for each purpose on which the ledger has a line of them. */
  readonly answered: ReadonlySet<string>;
}

/** What a batch of rows adds. */
export interface Additions {
  readonly people: PersonRow[];
  readonly memberships: MembershipRow[];
  /** Asks those whom a row gives more than membership whether they take it on. */
  readonly asked: InvitationRow[];
  /** Consents of those whom this import made; their joining tells of them. */
  readonly firstConsents: ConsentRow[];
  /** Consents of people who were there before, each with the person's version after it. */
  readonly consents: { readonly row: ConsentRow; readonly version: number }[];
}

const emptyLists = Object.fromEntries(ListField.options.map((field) => [field, []])) as unknown as {
  [F in keyof typeof listColumns]: string[];
};

const personFrom = (row: CheckedRow, network: string, id: string, now: Date): PersonRow => {
  const { name, email, texts, lists, roles } = row;
  const profile = { ...(texts satisfies Partial<Record<keyof typeof textColumns, string>>) };
  return {
    _id: id,
    network,
    version: 1,
    name,
    email,
    ...profile,
    ...emptyLists,
    ...lists,
    roles,
    joinedAt: now,
  };
};

/** What a consent rests on: words that are a published wording by its version name that one, others stand as they are. */
const basisOf = (
  basis: NonNullable<Present['basis']>,
  stated: StatedConsent | undefined,
  wordings: ReadonlySet<string> = new Set(),
) => {
  if (!stated) return basis;
  const { words, ...rest } = stated;
  if (words === undefined || !wordings.has(words)) return { ...basis, stated };
  return { ...basis, textVersion: words, ...(Object.keys(rest).length && { stated: rest }) };
};

/**
 * Adds what rows say and what is not there yet. A member keeps the profile they have, a consent they answered, and the
 * communities they left: an import adds, and so the same file again adds nothing.
 */
export const applyRows = (
  rows: readonly CheckedRow[],
  present: Present,
  now: Date,
  newId: () => string,
): Additions => {
  const { network, by, basis } = present;
  const added: Additions = { people: [], memberships: [], asked: [], firstConsents: [], consents: [] };
  const people = new Map(present.people);
  const fresh = new Set(present.madeHere);
  const memberships = new Map(present.memberships);
  const answered = new Set(present.answered);
  const versions = new Map<string, number>();

  const personOf = (row: CheckedRow): PersonRow => {
    const there = people.get(row.email);
    if (there) return there;
    const person = personFrom(row, network, newId(), now);
    people.set(row.email, person);
    fresh.add(person._id);
    added.people.push(person);
    return person;
  };

  const place = (person: string, { community, role }: CheckedRow['communities'][number]): void => {
    const _id = `${person}.${community}`;
    const before = memberships.get(_id);
    if (before && !before.takenBack) return;
    const version = (before?.version ?? 0) + 1;
    const more = outranks(role, 'member');
    const membership = {
      ...{ _id, network, version, person, community },
      role: more ? ('member' as const) : role,
      since: now,
    };
    memberships.set(_id, membership);
    added.memberships.push(membership);
    if (more) added.asked.push(askIntoRole({ network, community, person, role, by }, now, newId()));
  };

  const consent = (
    person: PersonRow,
    answer: { purpose: ConsentPurpose; given: boolean },
    stated: StatedConsent | undefined,
  ): void => {
    const key = `${person._id} ${answer.purpose}`;
    if (!basis || answered.has(key)) return;
    answered.add(key);
    const channel = 'import' as const;
    const about = basisOf(basis, stated, present.wordings);
    const row = { _id: newId(), network, person: person._id, ...answer, ...about, channel, by, at: now };
    if (fresh.has(person._id)) return void added.firstConsents.push(row);
    const version = (versions.get(person._id) ?? person.version) + 1;
    versions.set(person._id, version);
    added.consents.push({ row, version });
  };

  for (const row of rows) {
    if (present.away?.has(row.email)) continue;
    const person = personOf(row);
    if (present.leaving.has(person._id)) continue;
    for (const one of row.communities) place(person._id, one);
    for (const answer of row.consents) consent(person, answer, row.stated);
  }
  return added;
};
