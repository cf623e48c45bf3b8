import { Readable } from 'node:stream';
import {
  type ExportQuery,
  isRefusal,
  jsonType,
  may,
  peopleContract,
  type ReadResponse,
  refuse,
  responseExportsContract,
} from '@skein/contracts';
import {
  type Call,
  type Download,
  handle,
  type Implementation,
  missing,
  type Reader,
  read,
  type ServiceContext,
  transact,
} from '@skein/service-kit';
import { type Cell, tableFile } from '@skein/tables';
import { versionsOf } from '../../asking/surveys/decide.ts';
import type { SurveyRow } from '../../asking/surveys/row.ts';
import { findSurvey } from '../../asking/surveys/store.ts';
import type { SurveyConfig } from '../../config.ts';
import { historyOf } from '../../instruments/definitions/history.ts';
import { askedOfAll } from '../../instruments/definitions/piping.ts';
import { findVersions } from '../../instruments/definitions/store.ts';
import type { ResponseRow } from '../../taking/responses/row.ts';
import type { Tally } from '../../taking/responses/tallies.ts';
import { latestOf, mayShowSingle } from '../results/decide.ts';
import { shownOf } from '../shown/show.ts';
import { type Column, columnsFor, writtenBy } from './columns.ts';
import {
  dictionaryTable,
  factCell,
  factColumns,
  factsRead,
  readableAnswers,
  withholdingOf,
  withoutReading,
} from './decide.ts';
import { allResponses, pageOfResponses, peopleOf } from './rows.ts';
import { scoreColumns, scoresRead } from './scores.ts';

type Asking = Pick<Call<never>, 'reader' | 'now' | 'deny' | 'actor' | 'done'> & { params: { id: string } };

async function* oneByOne<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** JSON made piece by piece: what is known before, then a list. */
async function* jsonOf(before: object, name: string, items: AsyncIterable<unknown>): AsyncGenerator<string> {
  yield `${JSON.stringify(before).slice(0, -1)},"${name}":[`;
  let between = '\n';
  for await (const item of items) {
    yield `${between}${JSON.stringify(item)}`;
    between = ',\n';
  }
  yield '\n]}\n';
}

const jsonFile = (fileName: string, pieces: AsyncIterable<string>): Download => ({
  type: jsonType,
  fileName: `${fileName}.json`,
  content: Readable.from(pieces, { objectMode: false }),
});

const fileOf = (name: string, { format, separator }: ExportQuery, rows: AsyncIterable<readonly Cell[]>) =>
  tableFile(rows, name, { format: format === 'xlsx' ? 'xlsx' : 'csv', separator });

export const exportRoutes = (context: ServiceContext<SurveyConfig>): Implementation[] => {
  const { config, ask } = context;

  const surveyFor = async ({ reader, params, deny }: Omit<Asking, 'done'>) => {
    const survey = await findSurvey(reader, params.id);
    const denied = deny('survey.export', { community: survey?.community });
    if (denied) return denied;
    return survey ?? missing('survey', params.id);
  };

  const describe = async (reader: Reader, survey: SurveyRow, tallies: ReadonlyMap<string, Tally>) => {
    const versions = await findVersions(reader, survey.instrument, versionsOf(survey));
    const questions = latestOf(versions);
    const withheld = withholdingOf(survey, tallies, config.SKEIN_SMALLEST_GROUP);
    const columns = [
      ...columnsFor(historyOf(versions.map(askedOfAll)), questions, versions, withheld),
      ...scoreColumns(versions, withheld),
    ];
    return { questions, withheld, columns };
  };

  const askNames = ({ network }: Reader, people: readonly string[]) =>
    ask(peopleContract.questions.names, { network, people: [...people] });

  /** A survey whose single responses this person may read now, with how they are told; its reading leaves a line. */
  const readable = async (call: Asking) => {
    const survey = await surveyFor(call);
    if (isRefusal(survey)) return survey;
    const shown = await shownOf(call.reader, survey, call.now);
    if (!mayShowSingle(survey, shown))
      return refuse('conflict', 'Single responses of a confidential survey are read when it has closed.');
    const responses = shown.tallies.get('')?.answered ?? 0;
    if (survey.mode !== 'named' && responses < config.SKEIN_SMALLEST_GROUP)
      return refuse('conflict', `Fewer than ${config.SKEIN_SMALLEST_GROUP} responded: they are not shown.`);
    const withPerson =
      survey.mode === 'named' && may(call.actor, 'survey.names', { community: survey.community });
    const { reader, now, actor } = call;
    // Found out before the first line goes.
    if (withPerson && actor && !(await askNames(reader, [actor.person])))
      return refuse(
        'unavailable',
        'The names of those who answered cannot be had just now; try again in a moment.',
      );
    await transact(context, { network: reader.network, now }, (tx) => call.done(tx));
    return { reader, survey, withPerson, ...(await describe(reader, survey, shown.tallies)) };
  };

  type Readable = Exclude<Awaited<ReturnType<typeof readable>>, { refused: unknown }>;

  /** The names of these people; throws where membership does not tell, for a list without them would look whole. */
  const namesFor = async (reader: Reader, people: readonly string[]): Promise<Map<string, string>> => {
    if (people.length === 0) return new Map();
    const told = await askNames(reader, people);
    if (!told) throw new Error('membership did not tell the names of those who answered');
    return new Map(told.names.map(({ person, name }) => [person, name]));
  };

  const factsFor = async ({ reader, survey, withPerson }: Readable, rows: readonly ResponseRow[]) => {
    const people = withPerson ? await peopleOf(reader, rows) : new Map<string, string>();
    const names = await namesFor(reader, [...new Set(people.values())]);
    return rows.map((row) => {
      const person = people.get(row.link ?? '');
      return {
        row,
        facts: factsRead(row, survey.mode, person ? { person, name: names.get(person) } : undefined),
      };
    });
  };

  async function* tableOf(
    from: Readable,
    columns: readonly Column[],
    by: ExportQuery['answers'],
  ): AsyncGenerator<Cell[]> {
    const headings = factColumns(from.survey, from.withPerson);
    const written = writtenBy(columns, by);
    yield [...headings, ...written.map(({ heading }) => heading)];
    for await (const rows of allResponses(context, from.reader, from.survey))
      for (const { row, facts } of await factsFor(from, rows))
        yield [
          ...headings.map((heading) => factCell(heading, facts)),
          ...written.map(({ read: cell }) => cell(row.answers, row.instrumentVersion)),
        ];
  }

  const answersRead = ({ questions, withheld, columns }: Readable, row: ResponseRow) => {
    const scores = scoresRead(columns, row.answers, row.instrumentVersion);
    return { answers: readableAnswers(row.answers, questions, withheld), ...(scores && { scores }) };
  };

  async function* itemsOf(from: Readable): AsyncGenerator<ReadResponse> {
    for await (const rows of allResponses(context, from.reader, from.survey))
      for (const { row, facts } of await factsFor(from, rows)) yield { ...facts, ...answersRead(from, row) };
  }

  return [
    handle(responseExportsContract.routes.exportResponses, async (call) => {
      const from = await readable(call);
      if (isRefusal(from)) return from;
      const { survey, columns } = from;
      const name = `responses-${survey._id}`;
      if (call.query.format === 'json') {
        const { _id: id, title, mode } = survey;
        const before = { survey: { id, title, mode }, dictionary: columns.map(withoutReading) };
        return jsonFile(name, jsonOf(before, 'responses', itemsOf(from)));
      }
      const shown = columns.filter(({ withheld }) => withheld === undefined);
      return fileOf(name, call.query, tableOf(from, shown, call.query.answers));
    }),

    read(responseExportsContract.routes.exportDictionary, async (call) => {
      const survey = await surveyFor(call);
      if (isRefusal(survey)) return survey;
      const shown = await shownOf(call.reader, survey, call.now);
      const { columns } = await describe(call.reader, survey, shown.tallies);
      const name = `dictionary-${survey._id}`;
      const dictionary = columns.map(withoutReading);
      if (call.query.format === 'json')
        return jsonFile(name, jsonOf({ survey: survey._id }, 'dictionary', oneByOne(dictionary)));
      return fileOf(name, call.query, oneByOne(dictionaryTable(dictionary)));
    }),

    handle(responseExportsContract.routes.readResponses, async (call) => {
      const { after = '', limit } = call.query;
      if (!/^[\w-]*$/.test(after))
        return refuse('invalid-request', 'The cursor is not one of ours.', [
          'query.after',
          'is not a cursor',
        ]);
      const from = await readable(call);
      if (isRefusal(from)) return from;
      const { rows, more } = await pageOfResponses(context, from.reader, from.survey, after, limit);
      const items = (await factsFor(from, rows)).map(({ row, facts }) => ({
        ...facts,
        ...answersRead(from, row),
      }));
      const next = rows.at(-1)?.place ?? after;
      return { items, ...(next && { next }), more };
    }),
  ];
};
