import { line, type StatedConsent } from '@skein/contracts';
import type { Cell, Found } from './places.ts';

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?$/;
const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;

/** A day as `2018-05-25`, of that or `25.5.2018`; of the two orders with strokes nobody knows which is meant. */
const dayOf = (written: string): string | undefined => {
  const [, year, month, day] = iso.exec(written) ?? [];
  const [, dayFirst, monthNext, yearLast] = dotted.exec(written) ?? [];
  const parts = year ? [year, month, day] : yearLast ? [yearLast, monthNext, dayFirst] : undefined;
  if (!parts) return undefined;
  const named = parts.map((part = '') => part.padStart(2, '0')).join('-');
  const date = new Date(named);
  // The 31st of February is none.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(named) ? named : undefined;
};

const dayIn = (cell: Cell, found: Found, now: Date): string | undefined => {
  const written = cell('consent-given').trim();
  if (written === '') return undefined;
  const day = dayOf(written);
  if (!day) found('consent-given', 'is not a day; write it as 2018-05-25 or 25.5.2018');
  else if (new Date(day) > now) found('consent-given', 'lies in the future; nobody has agreed yet');
  return day;
};

const textIn = (
  field: 'consent-channel' | 'consent-words',
  max: number,
  cell: Cell,
  found: Found,
): string | undefined => {
  const written = cell(field).trim();
  if (written === '') return undefined;
  const parsed = line(max).safeParse(written);
  if (!parsed.success) found(field, parsed.error.issues[0]?.message ?? 'is not a line of text');
  return parsed.data;
};

/** What a row says of when, how and in which words its consents were given. */
export const statedIn = (cell: Cell, found: Found, now: Date): StatedConsent | undefined => {
  const stated = {
    givenAt: dayIn(cell, found, now),
    channel: textIn('consent-channel', 80, cell, found),
    words: textIn('consent-words', 500, cell, found),
  };
  const said = Object.entries(stated).filter(([, value]) => value !== undefined);
  return said.length ? (Object.fromEntries(said) as StatedConsent) : undefined;
};
