import type { AnswerValue, InstrumentContent } from '@skein/contracts';
import { ownWords, type Target } from './columns.ts';
import { choicesOf, plain, pointsOf } from './labels.ts';

type Version = Pick<InstrumentContent, 'translations' | 'questions'>;
export type Said = Readonly<Record<string, Readonly<Record<string, string | number | boolean | null>>>>;

/** What a cell says: an answer, nothing, or nothing that can be an answer. */
type Read = { readonly is: 'answer'; readonly value: AnswerValue } | { readonly is: 'nothing' | 'unknown' };

const nothing: Read = { is: 'nothing' };
const unknown: Read = { is: 'unknown' };
const answer = (value: AnswerValue): Read => ({ is: 'answer', value });

const yes = new Set('yes y 1 true ja oui sí si sim tak x wahr vrai'.split(' '));
const no = new Set('no n 0 false nein non não nie falsch faux'.split(' '));

const numberIn = (cell: string): number | undefined => {
  const text = cell.replace(',', '.');
  return /^[-+]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
};

const dayIn = (cell: string): string | undefined => {
  const iso = /^(\d{4}-\d\d-\d\d)(?:[ T].*)?$/.exec(cell)?.[1];
  if (iso) return iso;
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell) ?? [];
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
};

/** Pieces of a cell that holds several; what is a choice itself may hold the separator. */
const piecesOf = (cell: string, keyOf: (text: string) => string | undefined): string[] => {
  if (keyOf(cell) !== undefined) return [cell];
  const separator = cell.includes(';') ? ';' : ',';
  const found: string[] = [];
  let open = '';
  for (const piece of cell.split(separator)) {
    open = open === '' ? piece : `${open}${separator}${piece}`;
    if (keyOf(open) === undefined && keyOf(piece) === undefined) continue;
    const lead = keyOf(open) === undefined ? open.slice(0, -piece.length - 1).trim() : '';
    if (lead !== '') found.push(lead);
    found.push(keyOf(open) === undefined ? piece : open);
    open = '';
  }
  if (open.trim() !== '') found.push(open);
  return found.map((piece) => piece.trim()).filter((piece) => piece !== '');
};

type Cell = (cell: string) => Read;

/** How the cells of a column are read; made once for a column. */
const readerFor = (version: Version, { question, part }: Target): Cell => {
  const choices = choicesOf(version, question);
  const keys = new Map(choices.flatMap(({ key, labels }) => labels.map((label) => [plain(label), key])));
  const keyOf = (text: string) => keys.get(plain(text));
  const points = pointsOf(version, question, part);
  const others = 'choices' in question ? (question.choices as { key: string; other?: true }[]) : [];
  const other = others.find((choice) => choice.other)?.key;

  const single: Cell = (cell) => {
    const key = keyOf(cell);
    if (key !== undefined) return answer(key);
    return other === undefined ? unknown : answer({ choice: other, text: cell });
  };
  const several: Cell = (cell) => {
    const pieces = piecesOf(cell, keyOf);
    const found = pieces.flatMap((piece) => keyOf(piece) ?? []);
    const rest = pieces.filter((piece) => keyOf(piece) === undefined);
    if (rest.length === 0) return answer([...new Set(found)]);
    if (other === undefined || rest.length > 1) return unknown;
    return answer({ choices: [...new Set([...found, other])], text: rest[0] as string });
  };
  const ordered: Cell = (cell) => {
    const pieces = piecesOf(cell, keyOf);
    const found = pieces.flatMap((piece) => keyOf(piece) ?? []);
    return found.length === pieces.length ? answer(found) : unknown;
  };
  const point: Cell = (cell) => {
    const value = points.get(plain(cell)) ?? numberIn(cell);
    return value === undefined ? unknown : answer(value);
  };
  const yesNo: Cell = (cell) => {
    const word = plain(cell);
    const { yesLabel, noLabel } = question as Partial<Record<'yesLabel' | 'noLabel', string>>;
    if (yes.has(word) || word === plain(yesLabel ?? '')) return answer(true);
    return no.has(word) || word === plain(noLabel ?? '') ? answer(false) : unknown;
  };
  /** A column for one choice of several: whether it was chosen, or at which place. */
  const chosen: Cell = (cell) => {
    const word = plain(cell);
    if (question.kind === 'ranking') return point(cell);
    if (yes.has(word) || keyOf(cell) === part) return answer(true);
    return no.has(word) ? nothing : unknown;
  };

  if (part === ownWords) return answer;
  switch (question.kind) {
    case 'single':
      return single;
    case 'quiz':
      return part !== undefined ? chosen : question.several ? several : single;
    case 'multiple':
      return part === undefined ? several : chosen;
    case 'ranking':
      return part === undefined ? ordered : chosen;
    case 'yes-no':
      return yesNo;
    case 'date':
      return (cell) => {
        const day = dayIn(cell);
        return day === undefined ? unknown : answer(day);
      };
    case 'number':
      return (cell) => {
        const number = numberIn(cell);
        return number === undefined ? unknown : answer(number);
      };
    case 'text':
      return answer;
    default:
      return point;
  }
};

/** How a column is read, with what was said of its cells. */
export const cellReader = (version: Version, target: Target, said: Said): Cell => {
  const read = readerFor(version, target);
  const values = Object.hasOwn(said, target.name) ? (said[target.name] ?? {}) : {};
  const byCell = new Map(Object.entries(values).map(([cell, value]) => [plain(cell), value]));
  return (cell) => {
    if (cell === '') return nothing;
    const meant = byCell.get(plain(cell));
    if (meant === null) return nothing;
    return meant === undefined ? read(cell) : readMeant(read, target, meant);
  };
};

const readMeant = (read: Cell, { question }: Target, meant: string | number | boolean): Read =>
  typeof meant === 'string' && question.kind !== 'scale' && question.kind !== 'matrix'
    ? read(meant)
    : answer(meant as AnswerValue);
