import { type ConsentText, routeCatalogue } from '@skein/contracts';
import type { HeldSection } from './decide.ts';

const id = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g;
const onlyId = new RegExp(`^${id.source}$`);

const idsWithin = (value: unknown): string[] => {
  if (typeof value === 'string') return onlyId.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsWithin) : [];
};

/** The ids that what is held names. */
export const idsIn = (sections: readonly HeldSection[]): string[] => [
  ...new Set(sections.flatMap(({ records }) => records.flatMap(idsWithin))),
];

/** The same with a name for each id; an id that nothing is called by tells nobody anything, and is left out. */
const named = (value: unknown, names: ReadonlyMap<string, string>): unknown => {
  if (typeof value === 'string') return onlyId.test(value) ? names.get(value) : value;
  if (Array.isArray(value)) return value.map((one) => named(one, names)).filter((one) => one !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, one]) => [names.get(key) ?? key, named(one, names)] as const)
      .filter(([key, one]) => one !== undefined && !onlyId.test(key)),
  );
};

const summaries = new Map(routeCatalogue.map(({ id: action, summary }) => [action, summary]));

/** What was done, in words; the words of what was agreed to, where the record has only the number of the wording. */
const worded = (record: Readonly<Record<string, unknown>>, texts: readonly ConsentText[]) => {
  const { action, purpose, textVersion } = record;
  const text = texts.find(({ version }) => version === textVersion);
  const words = text?.purposes[purpose as keyof ConsentText['purposes']];
  return {
    ...record,
    ...(typeof action === 'string' && { action: summaries.get(action) ?? action }),
    ...(words && { words }),
  };
};

/** What is held of a person, as people read it. */
export const readable = (
  sections: readonly HeldSection[],
  names: ReadonlyMap<string, string>,
  texts: readonly ConsentText[],
): HeldSection[] =>
  sections.map((section) => ({
    ...section,
    records: section.records.map(
      (record) => named(worded(record, texts), names) as HeldSection['records'][number],
    ),
  }));
