import type { Question, QuestionHistory } from '@skein/contracts';

type Asked = { readonly number: number; readonly questions: readonly Question[] };
type Labelled = { readonly key: string; readonly label: string };
type Part = NonNullable<QuestionHistory['choices']>[number];

/** Adds a wording where it differs from the one before. */
const reworded = (wordings: { number: number; text: string }[], number: number, text: string): void => {
  if (wordings.at(-1)?.text !== text) wordings.push({ number, text });
};

const partsOf = (asked: readonly { number: number; items: readonly Labelled[] }[]): Part[] => {
  const parts = new Map<string, Part>();
  // Newest first, so that the order is that of the newest version, with what it no longer has at the end.
  for (const { items } of asked.toReversed())
    for (const { key } of items) if (!parts.has(key)) parts.set(key, { key, first: 0, last: 0, labels: [] });
  for (const { number, items } of asked) {
    for (const { key, label } of items) {
      const part = parts.get(key) as Part;
      part.first ||= number;
      part.last = number;
      reworded(part.labels, number, label);
    }
  }
  return [...parts.values()];
};

const numbered = (levels: readonly string[], row = ''): Labelled[] =>
  levels.map((label, index) => ({ key: `${row}${index + 1}`, label }));

/** Described levels with their numbers, which is what is answered. */
const levelsIn = (question: Question): Labelled[] => {
  if (question.kind === 'levels') return numbered(question.levels);
  if (question.kind !== 'levels-matrix') return [];
  return question.rows.flatMap(({ key, levels }) => numbered(levels, `${key}.`));
};

const historyOfOne = (
  key: string,
  asked: readonly { number: number; question: Question }[],
  newest: number,
) => {
  const last = asked.at(-1) as { number: number; question: Question };
  const wordings: QuestionHistory['wordings'] = [];
  for (const { number, question } of asked) reworded(wordings, number, question.text);
  const partsIn = (field: 'choices' | 'rows'): { [K in 'choices' | 'rows']?: Part[] } => {
    if (!(field in last.question)) return {};
    const of = asked.map(({ number, question }) => ({
      number,
      items: ((question as never as Record<string, Labelled[]>)[field] ?? []) as Labelled[],
    }));
    return { [field]: partsOf(of) };
  };
  const levels = partsOf(asked.map(({ number, question }) => ({ number, items: levelsIn(question) })));
  return {
    key,
    kind: last.question.kind,
    first: asked[0]?.number ?? last.number,
    last: last.number,
    asked: last.number === newest,
    wordings,
    ...partsIn('choices'),
    ...partsIn('rows'),
    ...(levels.length > 0 && { levels }),
  };
};

/**
 * Each question through these versions, in the order of the newest one; those that it no longer asks come last, and
 * notes, which ask nothing, are not among them. What a question was, its wordings and its choices, is known from here wherever results show it.
 */
export const historyOf = (versions: readonly Asked[]): QuestionHistory[] => {
  const inOrder = versions.toSorted((a, b) => a.number - b.number);
  const newest = inOrder.at(-1)?.number ?? 0;
  const byKey = new Map<string, { number: number; question: Question }[]>();
  for (const { questions } of inOrder.toReversed())
    for (const { key, kind } of questions) if (kind !== 'note' && !byKey.has(key)) byKey.set(key, []);
  for (const { number, questions } of inOrder)
    for (const question of questions) byKey.get(question.key)?.push({ number, question });
  return [...byKey].map(([key, asked]) => historyOfOne(key, asked, newest));
};
