import { Readable } from 'node:stream';
import { readXml } from '@skein/tables';
import type { Localized } from './foreign-form.ts';
import type { LimeGroup, LimePart, LimeQuestion, LimeSurvey } from './limesurvey.ts';

type Row = Readonly<Record<string, string | undefined>>;
type Tables = ReadonlyMap<string, readonly Row[]>;

/** Above any real survey; what they bound is what one upload costs. */
const limits = { depth: 12, elements: 1_000_000, attributes: 20, what: 'LimeSurvey file' };
const rowDepth = 4;

/** The tables of an `.lss`, which is a dump of a database: `document/<table>/rows/row/<field>`. */
const tablesOf = async (bytes: Buffer): Promise<Tables> => {
  const tables = new Map<string, Row[]>();
  const path: string[] = [];
  let row: Record<string, string> = {};
  let text = '';
  const keep = (kept: Row): void => {
    const table = path[1] ?? '';
    const rows = tables.get(table);
    if (rows) rows.push(kept);
    else tables.set(table, [kept]);
  };
  const handlers = {
    open: ({ name }: { name: string }) => {
      path.push(name);
      if (path.length === rowDepth) row = Object.create(null) as Record<string, string>;
      text = '';
    },
    close: (name: string) => {
      const inRows = path[2] === 'rows';
      if (inRows && path.length === rowDepth + 1) row[name] = text.trim();
      if (inRows && path.length === rowDepth) keep(row);
      if (path[1] === 'languages' && path.length === 3) keep({ language: text.trim() });
      path.pop();
    },
    text: (piece: string) => {
      text += piece;
    },
  };
  await readXml(Readable.from([bytes]), handlers, limits);
  return tables;
};

const byNumber =
  (field: string) =>
  (one: Row, other: Row): number =>
    Number(one[field] ?? 0) - Number(other[field] ?? 0);

/** Texts by what they are of: newer files keep them in a table of their own, older ones have a row for each language. */
const textsIn = (rows: readonly Row[], id: string, field: string): Map<string, Localized> => {
  const texts = new Map<string, Record<string, string>>();
  for (const row of rows) {
    const [key, text, language = 'default'] = [row[id], row[field], row.language];
    if (key === undefined || !text) continue;
    texts.set(key, { ...texts.get(key), [language || 'default']: text });
  }
  return texts;
};

/** One row for each thing, whichever language it is in. */
const once = (rows: readonly Row[], id: (row: Row) => string): Row[] => [
  ...new Map(rows.toReversed().map((row) => [id(row), row])).values(),
];

/**
 * What the table of conditions says, where the question’s own relevance does not: those about one question are
 * alternatives, and those about several are all asked for, within a scenario.
 */
const fromConditions = (conditions: readonly Row[]): string => {
  const quoted = (value = ''): string => `"${value.replaceAll('"', '')}"`;
  const scenarios = [...Map.groupBy(conditions, ({ scenario = '1' }) => scenario).values()].map((scenario) =>
    [...Map.groupBy(scenario, ({ cqid = '' }) => cqid).values()]
      .map((alike) => {
        const parts = alike.map(
          ({ cfieldname = '', method = '==', value }) =>
            `${cfieldname.replace(/^\+/, '')} ${method.trim() || '=='} ${quoted(value)}`,
        );
        return `(${parts.join(' || ')})`;
      })
      .join(' && '),
  );
  return scenarios.map((scenario) => `(${scenario})`).join(' || ');
};

const besideOf = (tables: Tables): string[] =>
  [
    ['quota', 'quotas'],
    ['assessments', 'rules for assessments'],
  ].flatMap(([table = '', words = '']) => (tables.get(table)?.length ? [words] : []));

/** Reads an `.lss` of any age. */
export const readLss = async (bytes: Buffer): Promise<LimeSurvey> => {
  const tables = await tablesOf(bytes);
  const at = (name: string): readonly Row[] => tables.get(name) ?? [];
  const wordings = [...at('question_l10ns'), ...at('questions'), ...at('subquestions')];
  const [questionTexts, helps] = [textsIn(wordings, 'qid', 'question'), textsIn(wordings, 'qid', 'help')];
  const groupRows = [...at('group_l10ns'), ...at('groups')];
  const [titles, descriptions] = [
    textsIn(groupRows, 'gid', 'group_name'),
    textsIn(groupRows, 'gid', 'description'),
  ];
  const newAnswers = textsIn(at('answer_l10ns'), 'aid', 'answer');
  const answerId = ({ qid, scale_id = '0', code }: Row): string => [qid, scale_id, code].join(' ');
  const oldAnswers = textsIn(
    at('answers').map((row) => ({ ...row, key: answerId(row) })),
    'key',
    'answer',
  );
  const answers = Map.groupBy(once(at('answers'), answerId), ({ qid = '' }) => qid);
  const parts = Map.groupBy(
    once(at('subquestions'), ({ qid = '' }) => qid),
    ({ parent_qid = '' }) => parent_qid,
  );
  const attributes = Map.groupBy(at('question_attributes'), ({ qid = '' }) => qid);
  const conditions = Map.groupBy(at('conditions'), ({ qid = '' }) => qid);
  const withDefault = new Set(at('defaultvalues').map(({ qid }) => qid));

  const answerOf = (row: Row): LimePart => ({
    code: row.code ?? '',
    text: newAnswers.get(row.aid ?? '') ?? oldAnswers.get(answerId(row)) ?? {},
    scale: Number(row.scale_id ?? 0),
    relevance: '1',
  });
  const partOf = (row: Row): LimePart => ({
    code: row.title ?? '',
    text: questionTexts.get(row.qid ?? '') ?? {},
    scale: Number(row.scale_id ?? 0),
    relevance: row.relevance ?? '',
  });
  const attributesOf = (qid: string): Map<string, Localized> => {
    const named = Map.groupBy(attributes.get(qid) ?? [], ({ attribute = '' }) => attribute);
    return new Map(
      [...named].map(([name, rows]) => [
        name,
        Object.fromEntries(rows.map(({ language, value = '' }) => [language || 'default', value])),
      ]),
    );
  };
  const relevanceOf = ({ qid = '', relevance = '' }: Row): string => {
    const own = conditions.get(qid);
    return own && (relevance === '' || relevance === '1') ? fromConditions(own) : relevance;
  };
  const questionOf = (row: Row): LimeQuestion => {
    const { qid = '', sid = '', gid = '' } = row;
    return {
      code: row.title ?? '',
      type: row.type ?? '',
      text: questionTexts.get(qid) ?? {},
      help: helps.get(qid) ?? {},
      mandatory: row.mandatory ?? 'N',
      other: row.other === 'Y',
      pattern: row.preg ?? '',
      relevance: relevanceOf(row),
      hasDefault: withDefault.has(qid),
      attributes: attributesOf(qid),
      parts: (parts.get(qid) ?? []).toSorted(byNumber('question_order')).map(partOf),
      answers: (answers.get(qid) ?? []).toSorted(byNumber('sortorder')).map(answerOf),
      aliases: [`Q${qid}`, `${sid}X${gid}X${qid}`],
    };
  };
  const questions = once(at('questions'), ({ qid = '' }) => qid).filter(
    ({ parent_qid = '0' }) => parent_qid === '0' || parent_qid === '',
  );
  const groupOf = (row: Row): LimeGroup => ({
    title: titles.get(row.gid ?? '') ?? {},
    description: descriptions.get(row.gid ?? '') ?? {},
    relevance: row.grelevance ?? '',
    questions: questions
      .filter(({ gid }) => gid === row.gid)
      .toSorted(byNumber('question_order'))
      .map(questionOf),
  });
  const settings = at('surveys_languagesettings');
  const said = (field: string): Localized =>
    textsIn(
      settings.map((row) => ({ ...row, all: 'all', language: row.surveyls_language })),
      'all',
      field,
    ).get('all') ?? {};
  return {
    language: at('surveys')[0]?.language || at('languages')[0]?.language || 'en',
    texts: {
      title: said('surveyls_title'),
      description: said('surveyls_description'),
      welcome: said('surveyls_welcometext'),
      end: said('surveyls_endtext'),
      policy: said('surveyls_policy_notice'),
    },
    format: at('surveys')[0]?.format || 'G',
    groups: once(at('groups'), ({ gid = '' }) => gid)
      .toSorted(byNumber('group_order'))
      .map(groupOf),
    beside: besideOf(tables),
  };
};
