import { type InstrumentContent, type Origin, type Refusal, refuse } from '@skein/contracts';
import { refuseIncomparable } from './comparable.ts';
import { refuseFaulty } from './faults.ts';
import type { InstrumentRow, InstrumentVersionRow } from './row.ts';
import { prunedTranslations } from './texts.ts';

type Draft = InstrumentContent;
const fields = [
  'title',
  'introduction',
  'source',
  'language',
  'sections',
  'paged',
  'questions',
  'scores',
  'translations',
] as const satisfies (keyof Draft)[];
const same = (one: Draft, other: Draft): boolean =>
  fields.every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]));

/** What an instrument says, and nothing of where it is kept. */
export const contentOf = (from: Draft): Draft =>
  Object.fromEntries(
    fields.flatMap((field) => (from[field] === undefined ? [] : [[field, from[field]]])),
  ) as Draft;

type Changes = { [K in keyof Draft]?: Draft[K] | undefined };

export const draftInstrument = (
  { slug, community, ...draft }: Draft & { slug: string; community?: string | undefined },
  network: string,
  _id: string,
  origin?: Origin,
): InstrumentRow | Refusal =>
  refuseFaulty(draft) ?? {
    _id,
    network,
    version: 1,
    ...(community && { community }),
    slug,
    draft,
    published: 0,
    ...(origin && { origin }),
  };

/**
 * Changes the draft; where nothing differs, the row stays at its version. Translations of texts that are gone go with
 * them, unless they are sent themselves: then each must have its text.
 */
export const changeDraft = (before: InstrumentRow, changes: Changes): InstrumentRow | Refusal => {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const changed = { ...before.draft, ...given } as Draft;
  const prune = changed.translations && !changes.translations;
  const draft = prune ? { ...changed, translations: prunedTranslations(changed) } : changed;
  const faulty = refuseFaulty(draft);
  if (faulty) return faulty;
  return same(draft, before.draft) ? before : { ...before, draft, version: before.version + 1 };
};

/** Puts the draft back to the current published version. */
export const discardDraft = (
  before: InstrumentRow,
  current: InstrumentVersionRow | null,
): InstrumentRow | Refusal => {
  if (!current)
    return refuse(
      'conflict',
      'It was never published, so there is nothing to go back to; delete it instead.',
    );
  if (same(before.draft, current)) return before;
  return { ...before, draft: contentOf(current), version: before.version + 1 };
};

/** Only what was never published may go: surveys and their results stand on published versions. */
export const refuseDeletion = ({ published }: InstrumentRow): Refusal | undefined =>
  published === 0
    ? undefined
    : refuse('conflict', 'A published instrument stays, since results stand on it.');

export interface Publication {
  readonly instrument: InstrumentRow;
  readonly version: InstrumentVersionRow;
}

/**
 * Publishes the draft as the next number. The same questions under two numbers would only make results harder to
 * compare, so a draft that is the current version already is refused, and so are keys that now measure something else.
 */
export const publish = (
  before: InstrumentRow,
  versions: readonly InstrumentVersionRow[],
  publishedAt: Date,
): Publication | Refusal => {
  const refused = refuseFaulty(before.draft) ?? refuseIncomparable(before.draft, versions);
  if (refused) return refused;
  const current = versions.find(({ number }) => number === before.published);
  if (current && same(current, before.draft)) {
    return refuse(
      'conflict',
      `The draft is what version ${current.number} says; change it before publishing.`,
    );
  }
  const number = before.published + 1;
  const { _id: instrument, network, draft } = before;
  return {
    instrument: { ...before, published: number, version: before.version + 1 },
    version: { _id: `${instrument}.${number}`, network, instrument, number, publishedAt, ...draft },
  };
};
