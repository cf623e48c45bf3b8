import { chosen } from '@skein/answering';
import type { Answers, ExportColumn, Question, ReadResponse } from '@skein/contracts';
import type { Cell } from '@skein/tables';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { writtenIn } from '../../taking/responses/counting.ts';
import type { ResponseRow } from '../../taking/responses/row.ts';
import type { Tally } from '../../taking/responses/tallies.ts';
import type { Column, Withholding } from './columns.ts';

/**
 * What single responses leave out where they are not named: words, by which somebody may be known and so all else that
 * they answered; and questions that fewer than the smallest group have answered.
 */
export const withholdingOf =
  (
    { mode }: Pick<SurveyRow, 'mode'>,
    tallies: ReadonlyMap<string, Tally>,
    smallestGroup: number,
  ): Withholding =>
  (question, isText) => {
    if (mode === 'named') return undefined;
    if (isText) return 'Texts are read by themselves, so that no words lead to other answers';
    const answered = tallies.get(question)?.answered ?? 0;
    return answered < smallestGroup ? `Fewer than ${smallestGroup} answered` : undefined;
  };

const withoutText = (question: Question, answer: Answers[string]): Answers[string] => {
  if (question.kind === 'multiple') return [...chosen(answer)];
  return question.kind === 'single' ? (chosen(answer)[0] ?? '') : answer;
};

/** The answers of a response that may be read by themselves. */
export const readableAnswers = (
  answers: Answers,
  questions: ReadonlyMap<string, Question>,
  withheld: Withholding,
): Answers =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([key, answer]) => {
      const question = questions.get(key);
      if (!question || withheld(key, question.kind === 'text') !== undefined) return [];
      const bare = withheld(key, true) !== undefined && writtenIn(question, answer) !== undefined;
      return [[key, bare ? withoutText(question, answer) : answer]];
    }),
  );

/** A response without its answers: in a survey that is not named, nothing by which two could be told apart. */
export const factsRead = (
  { _id, survey, receivedAt, instrumentVersion, community, role }: Omit<ResponseRow, 'answers'>,
  mode: SurveyRow['mode'],
  person: { readonly person: string; readonly name?: string | undefined } | undefined,
): Omit<ReadResponse, 'answers'> =>
  mode === 'named'
    ? {
        response: _id.slice(survey.length + 1),
        received: receivedAt.toISOString(),
        instrumentVersion,
        ...(person && { person: person.person }),
        ...(person?.name !== undefined && { name: person.name }),
        ...(community && { community }),
        ...(role && { communityRole: role }),
      }
    : { received: receivedAt.toISOString().slice(0, 10), instrumentVersion };

/** The headings before the questions. */
export const factColumns = (
  { mode, groupBy }: Pick<SurveyRow, 'mode' | 'groupBy'>,
  withPerson: boolean,
): (keyof ReadResponse)[] => {
  if (mode !== 'named') return ['received', 'instrumentVersion'];
  const person = withPerson ? (['person', 'name'] as const) : [];
  const role = groupBy === 'role' ? (['communityRole'] as const) : [];
  return ['response', 'received', 'instrumentVersion', ...person, 'community', ...role];
};

/** A fact as its cell: the moment or the day as such. */
export const factCell = (heading: keyof ReadResponse, facts: Omit<ReadResponse, 'answers'>): Cell => {
  const { received, ...others } = facts;
  if (heading === 'received') return received.includes('T') ? new Date(received) : { day: received };
  return (others as Record<string, string | number | undefined>)[heading];
};

export const withoutReading = ({ read: _, ...column }: Column): ExportColumn => column;

const dictionaryHeadings = [
  'column',
  'question',
  'kind',
  'text',
  'part',
  'rule',
  'values',
  'wordings',
  'renamed',
  'versions',
  'withheld',
];

/** The data dictionary as a table. */
export const dictionaryTable = (columns: readonly ExportColumn[]): string[][] => [
  dictionaryHeadings,
  ...columns.map((one) => [
    one.column,
    one.question,
    one.kind,
    one.text,
    one.part ?? '',
    one.rule ?? '',
    Object.entries(one.values ?? {})
      .map(([value, label]) => `${value} = ${label}`)
      .join('\n'),
    one.wordings.map(({ number, text }) => `from version ${number}: ${text}`).join('\n'),
    Object.entries(one.renamed ?? {})
      .flatMap(([key, labels]) => labels.map(({ number, text }) => `${key} from version ${number}: ${text}`))
      .join('\n'),
    one.firstVersion === one.lastVersion
      ? String(one.firstVersion)
      : `${one.firstVersion}–${one.lastVersion}`,
    one.withheld ?? '',
  ]),
];
