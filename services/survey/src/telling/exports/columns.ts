import { chosen } from '@skein/answering';
import type {
  Answers,
  AnswerValue,
  ExportColumn,
  ExportQuery,
  Question,
  QuestionHistory,
  QuestionOf,
} from '@skein/contracts';
import { type Cell, textOf } from '@skein/tables';
import { namedPoints } from '../../instruments/definitions/points.ts';
import { writtenIn } from '../../taking/responses/counting.ts';

/** One column of an export: what it is, and what of a response stands in it. */
export interface Column extends ExportColumn {
  readonly read: (answers: Answers, version: number) => Cell;
}

type Part = NonNullable<QuestionHistory['choices']>[number];
type Values = Record<string, string>;
type Read = (answer: AnswerValue) => Cell;

/** What the columns of one question have in common. */
interface Of {
  readonly history: QuestionHistory;
  readonly question: Question;
}

const renamedOf = (parts: readonly Part[]): ExportColumn['renamed'] => {
  const renamed = parts.filter(({ labels }) => labels.length > 1);
  return renamed.length ? Object.fromEntries(renamed.map(({ key, labels }) => [key, labels])) : undefined;
};

const columnOf = (
  { history, question }: Of,
  read: Read,
  more: { part?: Part; suffix?: string; label?: string; values?: Values; levels?: readonly Part[] } = {},
): Column => {
  const { key, wordings, first, last } = history;
  const { part, suffix = part?.key, label = part?.labels.at(-1)?.text, values, levels = [] } = more;
  const renamed = renamedOf([...(part ? [part] : ((values && history.choices) ?? [])), ...levels]);
  return {
    column: suffix === undefined ? key : `${key}.${suffix}`,
    question: key,
    kind: question.kind,
    text: wordings.at(-1)?.text ?? key,
    ...(label !== undefined && { part: label }),
    ...(values && { values }),
    wordings,
    ...(renamed && { renamed }),
    firstVersion: part?.first ?? first,
    lastVersion: part?.last ?? last,
    read: (answers) => {
      const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
      return answer === undefined ? undefined : read(answer);
    },
  };
};

const labelsOf = (parts: readonly Part[] = []): Values =>
  Object.fromEntries(parts.map(({ key, labels }) => [key, labels.at(-1)?.text ?? key]));

const numbered = (labels: readonly string[]): Values =>
  Object.fromEntries(labels.map((label, index) => [String(index + 1), label]));

const pointsOf = (question: QuestionOf<'scale'> | QuestionOf<'matrix'>): { values?: Values } => {
  const named = namedPoints(question);
  return named.length ? { values: Object.fromEntries(named.map(({ key, label }) => [key, label])) } : {};
};

// A number, or the key of what was chosen in its place.
const plain: Read = (answer) => (typeof answer === 'number' ? answer : String(answer));

const cellOf =
  (row: string): Read =>
  (answer) => {
    const value = (answer as Record<string, AnswerValue>)[row];
    return value === undefined ? undefined : plain(value);
  };

const eachChoice = (of: Of, read: (choice: string) => Read): Column[] =>
  (of.history.choices ?? []).map((part) => columnOf(of, read(part.key), { part }));

const chosenOr =
  (choice: string): Read =>
  (answer) =>
    chosen(answer).includes(choice) ? 1 : 0;

const rankOf =
  (choice: string): Read =>
  (answer) => {
    const place = (answer as string[]).indexOf(choice);
    return place < 0 ? undefined : place + 1;
  };

const ownColumns = (of: Of): Column[] => {
  const { history, question } = of;
  switch (question.kind) {
    case 'single':
      return [columnOf(of, (answer) => chosen(answer).join(), { values: labelsOf(history.choices) })];
    case 'quiz':
      return question.several
        ? eachChoice(of, chosenOr)
        : [columnOf(of, (answer) => chosen(answer).join(), { values: labelsOf(history.choices) })];
    case 'multiple':
      return eachChoice(of, chosenOr);
    case 'ranking':
      return eachChoice(of, rankOf);
    case 'scale':
      return [columnOf(of, plain, pointsOf(question))];
    case 'matrix':
      return (history.rows ?? []).map((part) =>
        columnOf(of, cellOf(part.key), { part, ...pointsOf(question) }),
      );
    case 'levels-matrix': {
      const levels = new Map(question.rows.map((row) => [row.key, row.levels]));
      return (history.rows ?? []).map((part) =>
        columnOf(of, cellOf(part.key), {
          part,
          values: numbered(levels.get(part.key) ?? []),
          levels: (history.levels ?? []).filter(({ key }) => key.startsWith(`${part.key}.`)),
        }),
      );
    }
    case 'levels':
      return [columnOf(of, plain, { values: numbered(question.levels), levels: history.levels ?? [] })];
    case 'yes-no':
      return [
        columnOf(of, (answer) => answer === true, {
          values: { 1: question.yesLabel ?? 'Yes', 0: question.noLabel ?? 'No' },
        }),
      ];
    case 'date':
      return [columnOf(of, (answer) => ({ day: String(answer) }))];
    default:
      return [columnOf(of, plain)];
  }
};

const textColumns = (of: Of): Column[] => {
  const { question } = of;
  return [columnOf(of, (answer) => writtenIn(question, answer), { suffix: 'text', label: 'Own words' })];
};

type Versions = readonly { readonly questions: readonly Question[] }[];

/** The questions that could be answered in one's own words beside a choice, in whichever version. */
const withOwnWords = (versions: Versions): Set<string> =>
  new Set(
    versions.flatMap(({ questions }) =>
      questions.flatMap((question) => {
        if (question.kind !== 'single' && question.kind !== 'multiple') return [];
        return question.choices.some(({ other }) => other) ? [question.key] : [];
      }),
    ),
  );

/** Why a column is not in an export; undefined where it is. */
export type Withholding = (question: string, isText: boolean) => string | undefined;

/** The columns of an export, over all versions: one for an answer, or for each choice or row where it has several. */
export const columnsFor = (
  histories: readonly QuestionHistory[],
  latest: ReadonlyMap<string, Question>,
  versions: Versions,
  withheld: Withholding,
): Column[] => {
  const ownWords = withOwnWords(versions);
  return histories.flatMap((history) => {
    const question = latest.get(history.key);
    if (!question) return [];
    const of = { history, question };
    const told = (columns: Column[], isText: boolean): Column[] => {
      const reason = withheld(history.key, isText);
      return reason === undefined ? columns : columns.map((column) => ({ ...column, withheld: reason }));
    };
    const words = ownWords.has(history.key) ? textColumns(of) : [];
    return [...told(ownColumns(of), question.kind === 'text'), ...told(words, true)];
  });
};

/** A column of the table as it is asked for. */
export interface Written {
  readonly heading: string;
  readonly read: Column['read'];
}

const labelled = ({ read, values = {} }: Column): Column['read'] => {
  return (answers, version) => {
    const cell = read(answers, version);
    return cell === undefined ? undefined : (values[textOf(cell)] ?? cell);
  };
};

/** Columns under their keys with keys in their cells, under their wordings with labels, or both side by side. */
export const writtenBy = (columns: readonly Column[], by: ExportQuery['answers']): Written[] => {
  if (by === 'keys') return columns.map(({ column, read }) => ({ heading: column, read }));
  if (by === 'labels')
    return columns.map((one) => ({
      heading: one.part === undefined ? one.text : `${one.text} – ${one.part}`,
      read: labelled(one),
    }));
  return columns.flatMap((one) => [
    { heading: one.column, read: one.read },
    ...(one.values ? [{ heading: `${one.column} (label)`, read: labelled(one) }] : []),
  ]);
};
