import type { Answers, AnswerValue, InstrumentContent, Question } from '@skein/contracts';
import { cellReader, type Said } from './cells.ts';
import { type Column, ownWords, type Target } from './columns.ts';

type Version = Pick<InstrumentContent, 'translations' | 'questions'>;
type Parts = Record<string, AnswerValue>;

/** The parts of one question as one answer. */
const together = (question: Question, parts: Parts): AnswerValue | undefined => {
  const names = Object.keys(parts);
  switch (question.kind) {
    case 'multiple':
    case 'quiz':
      return question.choices.map(({ key }) => key).filter((key) => parts[key] === true);
    case 'ranking':
      return names.toSorted((one, two) => Number(parts[one]) - Number(parts[two]));
    default:
      return parts as AnswerValue;
  }
};

/** Own words beside a choice. */
const withWords = (question: Question, value: AnswerValue, text: string): AnswerValue => {
  const choices = 'choices' in question ? (question.choices as { key: string; other?: true }[]) : [];
  const other = choices.find((choice) => choice.other)?.key;
  if (other === undefined) return value;
  if (value === other) return { choice: other, text };
  if (Array.isArray(value) && value.includes(other)) return { choices: value, text };
  return value;
};

export interface RowRead {
  readonly answers: Answers;
  /** Columns whose cell is no answer, with what stands in it. */
  readonly unknown: readonly { readonly column: Column; readonly cell: string }[];
}

type Mapped = { readonly column: Column; readonly to: Target; readonly read: ReturnType<typeof cellReader> };

/** The answer to one question, of all the columns that are about it. */
const answerIn = (
  question: Question,
  columns: readonly Mapped[],
  readCell: (mapped: Mapped) => AnswerValue | undefined,
): AnswerValue | undefined => {
  const parts: Parts = {};
  let whole: AnswerValue | undefined;
  let words: AnswerValue | undefined;
  for (const mapped of columns) {
    const value = readCell(mapped);
    const { part } = mapped.to;
    if (part === undefined) whole = value;
    else if (part === ownWords) words = value;
    else if (value !== undefined) parts[part] = value;
  }
  const value = whole ?? (Object.keys(parts).length ? together(question, parts) : undefined);
  return value !== undefined && typeof words === 'string' ? withWords(question, value, words) : value;
};

/** Reads rows of a table whose columns are mapped. */
export const createRowReader = (version: Version, columns: readonly Column[], said: Said = {}) => {
  const mapped = columns.flatMap((column): Mapped[] =>
    column.to ? [{ column, to: column.to, read: cellReader(version, column.to, said) }] : [],
  );
  const byQuestion = Map.groupBy(mapped, ({ to }) => to.question);
  return (cells: readonly string[]): RowRead => {
    const answers: Answers = {};
    const unknown: RowRead['unknown'][number][] = [];
    const readCell = ({ column, read }: Mapped): AnswerValue | undefined => {
      const cell = (cells[column.column - 1] ?? '').trim();
      const found = read(cell);
      if (found.is === 'unknown') unknown.push({ column, cell });
      return found.is === 'answer' ? found.value : undefined;
    };
    for (const [question, ofQuestion] of byQuestion) {
      const value = answerIn(question, ofQuestion, readCell);
      if (value !== undefined) answers[question.key] = value;
    }
    return { answers, unknown };
  };
};
