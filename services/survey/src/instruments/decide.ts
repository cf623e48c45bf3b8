import { type Question, type Refusal, refuse } from '@skein/contracts';
import type { InstrumentRow, InstrumentVersionRow } from './store.ts';

type Draft = InstrumentRow['draft'];
const fields = ['title', 'introduction', 'source', 'questions'] as const satisfies (keyof Draft)[];
const same = (one: Draft, other: Draft): boolean =>
  fields.every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]));

type Changes = { [K in keyof Draft]?: Draft[K] | undefined };

/** Fields whose key stands before them in the list already. */
const repeated = (items: readonly { key: string }[], where: string): [string, string][] => {
  const seen = new Map<string, number>();
  return items.flatMap(({ key }, index): [string, string][] => {
    const earlier = seen.get(key);
    if (earlier !== undefined) return [[`${where}.${index}.key`, `is the same as in ${where}.${earlier}`]];
    seen.set(key, index);
    return [];
  });
};

const faultsWithin = (question: Question, where: string): [string, string][] => {
  if (question.kind === 'scale' && question.from >= question.to) {
    return [[`${where}.to`, `must be greater than from, which is ${question.from}`]];
  }
  return 'choices' in question ? repeated(question.choices, `${where}.choices`) : [];
};

/** What the schema cannot say of a set of questions: keys are there once, and a scale goes up. */
const refuseFaulty = ({ questions }: Draft): Refusal | undefined => {
  const within = questions.flatMap((question, index) => faultsWithin(question, `questions.${index}`));
  const faults = [...repeated(questions, 'questions'), ...within];
  if (faults.length === 0) return undefined;
  const told = faults.map(([field, detail]) => `${field} ${detail}`).slice(0, 3);
  return refuse('invalid-request', `Not taken: ${told.join('; ')}.`, ...faults);
};

export const draftInstrument = (
  { slug, ...draft }: Draft & { slug: string },
  network: string,
  _id: string,
): InstrumentRow | Refusal => refuseFaulty(draft) ?? { _id, network, version: 1, slug, draft, published: 0 };

/** Changes the draft; where nothing differs, the row stays at its version. */
export const changeDraft = (before: InstrumentRow, changes: Changes): InstrumentRow | Refusal => {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const draft = { ...before.draft, ...given } as Draft;
  const faulty = refuseFaulty(draft);
  if (faulty) return faulty;
  return same(draft, before.draft) ? before : { ...before, draft, version: before.version + 1 };
};

export interface Publication {
  readonly instrument: InstrumentRow;
  readonly version: InstrumentVersionRow;
}

/**
 * Publishes the draft as the next number. The same questions under two numbers would only make results harder to
 * compare, so a draft that is the current version already is refused.
 */
export const publish = (
  before: InstrumentRow,
  current: InstrumentVersionRow | null,
  publishedAt: Date,
): Publication | Refusal => {
  const faulty = refuseFaulty(before.draft);
  if (faulty) return faulty;
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
