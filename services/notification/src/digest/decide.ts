import {
  type ConsentPurpose,
  type DeliveryReport,
  type DigestItem,
  type DigestSection,
  type Refusal,
  refuse,
} from '@skein/contracts';
import { withChanges } from '@skein/service-kit/decisions';
import type { DigestRow } from './row.ts';

/** Who is always asked for sections; an operator's own come beside these. Their order is the letter's. */
export const expectedServices: readonly string[] = ['meeting', 'survey', 'membership'];

/** What one of those asked has for the digest. */
export interface Collected {
  readonly service: string;
  readonly sections: readonly DigestSection[];
}

/** The month in UTC, from its first instant until the next month's. */
export const periodOf = (month: string): { from: string; until: string } => {
  const from = new Date(`${month}-01T00:00:00.000Z`);
  const until = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1));
  return { from: from.toISOString(), until: until.toISOString() };
};

const placeOf = (service: string): number => {
  const place = expectedServices.indexOf(service);
  return place < 0 ? expectedServices.length : place;
};

/** Begins an issue with what was collected; who did not answer is named in it. */
export const begin = (
  issue: Pick<DigestRow, 'network' | 'month' | 'title' | 'introduction'>,
  collected: readonly Collected[],
  now: Date,
  _id: string,
): DigestRow => {
  const answered = new Set(collected.map(({ service }) => service));
  const inOrder = collected.toSorted(
    (a, b) => placeOf(a.service) - placeOf(b.service) || a.service.localeCompare(b.service),
  );
  return {
    _id,
    version: 1,
    ...issue,
    sections: inOrder.flatMap(({ sections }) => sections).filter(({ items }) => items.length > 0),
    missing: expectedServices.filter((service) => !answered.has(service)),
    status: 'draft',
    createdAt: now,
  };
};

/** Adds the sections of those who had not answered before; the row itself comes back where none of them did. */
export const addMissing = (row: DigestRow, collected: readonly Collected[]): DigestRow | Refusal => {
  if (row.status !== 'draft')
    return refuse('closed', `The issue is ${row.status}; only a draft can be added to.`);
  const late = collected.filter(({ service }) => row.missing.includes(service));
  if (late.length === 0) return row;
  const answered = new Set(late.map(({ service }) => service));
  const added = late.flatMap(({ sections }) => sections).filter(({ items }) => items.length > 0);
  return {
    ...row,
    sections: [...row.sections, ...added].toSorted((a, b) => placeOf(a.service) - placeOf(b.service)),
    missing: row.missing.filter((service) => !answered.has(service)),
    version: row.version + 1,
  };
};

export type DigestChanges = {
  readonly [Field in 'title' | 'introduction' | 'sections']?: DigestRow[Field] | undefined;
};

/** Edits a draft; the row itself comes back where nothing differs. */
export const edit = (row: DigestRow, changes: DigestChanges): DigestRow | Refusal => {
  if (row.status !== 'draft')
    return refuse('closed', `The issue is ${row.status}; only a draft can be edited.`);
  return withChanges(row, changes).row;
};

/** Decides that the draft goes out as it is. */
export const send = (row: DigestRow): DigestRow | Refusal => {
  if (row.status !== 'draft')
    return refuse('conflict', `The issue is ${row.status} already; it goes out once.`);
  return { ...row, status: 'generating', version: row.version + 1 };
};

/** An issue that nobody would get goes out once too, and then there is no other in its month. */
export const toNobody = (): Refusal =>
  refuse(
    'conflict',
    'The issue would go to nobody: it has nothing for any member known here who agreed to the digest. ' +
      'Add a section that is for everyone, or wait until the members are known here.',
    ['sections', 'has nothing for anybody who agreed to the digest'],
  );

/** Every recipient is in the ledger. */
export const generated = (row: DigestRow): DigestRow => {
  const { cursor: _, ...rest } = row;
  return { ...rest, status: 'sending', version: row.version + 1 };
};

/** Every letter is settled. */
export const delivered = (row: DigestRow): DigestRow => ({
  ...row,
  status: 'sent',
  version: row.version + 1,
});

/** Decides that the letters go once more of which nobody knows whether they arrived, by who was told of how many. */
export const resend = (row: DigestRow, { unknown }: DeliveryReport, told: number): DigestRow | Refusal => {
  if (row.status !== 'sent')
    return refuse('conflict', `The issue is ${row.status}; letters are sent again once all are settled.`);
  if (unknown !== told) {
    const detail = `Of ${unknown} letters it is unknown whether they arrived, not of ${told}: ask with that number.`;
    return refuse('conflict', detail, ['unknown', `is ${unknown} now`]);
  }
  return { ...row, status: 'sending', version: row.version + 1 };
};

/** Some letters turned out to have arrived; an issue that is sent tells its counts anew. */
export const settled = (row: DigestRow): DigestRow | Refusal => {
  if (row.status === 'sending') return row;
  if (row.status === 'sent') return { ...row, version: row.version + 1 };
  return refuse('conflict', `The issue is ${row.status}; none of its letters has gone yet.`);
};

/** Who gets the letter: those who agreed to it, and, of events alone, those who agreed to news of these. */
export const readers = ['digest', 'event-news'] as const satisfies ConsentPurpose[];

/** The consent by which somebody gets it, and by whose link they stop it. */
export const consentOf = ({ consents }: Reading): (typeof readers)[number] =>
  consents.includes('digest') ? 'digest' : 'event-news';

interface Reading {
  readonly communities: readonly string[];
  readonly consents: readonly ConsentPurpose[];
}

/**
 * The sections for somebody: what is for everyone, and what is for their communities; of events alone where they agreed
 * to no more. None where all are empty.
 */
export const personal = (sections: readonly DigestSection[], reading: Reading): DigestSection[] => {
  const { communities } = reading;
  const whole = consentOf(reading) === 'digest';
  const concerns = ({ community }: DigestItem): boolean =>
    community === undefined || communities.includes(community);
  return sections
    .filter(({ about }) => whole || about === 'events')
    .map((section) => ({ ...section, items: section.items.filter(concerns) }))
    .filter(({ items }) => items.length > 0);
};
