import { element } from '../parts/element.ts';
import { bar, number, share, table } from '../parts/table.js';

/** @typedef {{ number: number, text: string }} Wording */
/** @typedef {{ key: string, label: string, labels?: Wording[], removed?: true, right?: true }} Option */
/** @typedef {{ counts: Record<string, number>, answered: number, mean?: number, spread?: number, notApplicable?: number, dontKnow?: number, refused?: number }} Spread */
/** @typedef {{ key: string, kind: string, text: string, rule?: string, answered: number, noAnswer?: number, notAsked?: number, about?: number, wordings?: Wording[], removed?: true, options?: Option[], counts?: Record<string, number>, rows?: (Option & Spread)[], ranks?: { key: string, ranked: number, meanRank?: number, positions: number[] }[], mean?: number, spread?: number, sum?: number, notApplicable?: number, dontKnow?: number, refused?: number, histogram?: { from: number, to: number, count: number }[], right?: { count: number, share?: number }, texts?: string[] }} Question */

const clearedOnly = 'Answers in words are shown only where they were cleared.';
/** What was said beside the points of a scale. */
const beside = /** @type {['notApplicable' | 'dontKnow' | 'refused', string][]} */ ([
  ['notApplicable', 'Not applicable'],
  ['dontKnow', 'Don’t know'],
  ['refused', 'Prefer not to say'],
]);
const fixed = /** @type {Record<string, string>} */ ({ yes: 'Yes', no: 'No' });

/** What an option is called now, with what it was called before. @param {Option} option */
const labelOf = ({ label, labels = [], removed, right }) => {
  const before = labels.slice(0, -1).map(({ number, text }) => `“${text}” from version ${number}`);
  const notes = [
    ...(right ? ['the right answer'] : []),
    ...(removed ? ['no longer asked'] : []),
    ...(before.length ? [`was ${before.join(', ')}`] : []),
  ];
  return notes.length
    ? [label, element('br'), element('span', { class: 'quiet' }, notes.join('; '))]
    : [label];
};

/** @param {Question} question */
const countsTable = ({ key, text, kind, options, counts = {}, answered, ...others }) => {
  const byKey = new Map(options?.map((option) => [option.key, option]));
  const rows = Object.entries(counts).map(([one, count]) => {
    const option = byKey.get(one);
    const named = option ? labelOf(option) : [(kind === 'yes-no' && fixed[one]) || one];
    return [named, String(count), share(count, answered), bar(count, answered)];
  });
  for (const [field, named] of beside) {
    const count = others[field];
    if (count) rows.push([[named], String(count), share(count, answered), bar(count, answered)]);
  }
  const silent = /** @type {[string, number | undefined][]} */ ([
    ['No answer', others.noAnswer],
    ['Not asked', others.notAsked],
  ]);
  for (const [named, count] of silent) if (count) rows.push([[named], String(count), '–', '–']);
  return table(`Answers to ${key}: ${text}`, ['Answer', 'Count', 'Share', 'Bar'], rows);
};

/** @param {Question} question */
const rowsTable = ({ key, text, rows = [] }) => {
  const levels = [...new Set(rows.flatMap(({ counts }) => Object.keys(counts)))];
  const said = beside.filter(([field]) => rows.some((row) => row[field]));
  return table(
    `Ratings of ${key}: ${text}`,
    ['Row', ...levels, ...said.map(([, named]) => named), 'Mean', 'Spread'],
    rows.map((row) => [
      labelOf(row),
      ...levels.map((level) => {
        const count = row.counts[level];
        return count === undefined ? '–' : [String(count), element('br'), bar(count, row.answered)];
      }),
      ...said.map(([field]) => String(row[field] ?? 0)),
      number(row.mean),
      number(row.spread),
    ]),
  );
};

/** @param {Question} question */
const ranksTable = ({ key, text, ranks = [], options = [] }) => {
  const byKey = new Map(options.map((option) => [option.key, option]));
  const places = Math.max(0, ...ranks.map(({ positions }) => positions.length));
  const heads = Array.from({ length: places }, (_, index) => `Place ${index + 1}`);
  return table(
    `Ranking of ${key}: ${text}`,
    ['Choice', 'Mean place', ...heads, 'Ranked by'],
    ranks.map((rank) => {
      const option = byKey.get(rank.key);
      return [
        option ? labelOf(option) : rank.key,
        number(rank.meanRank),
        ...rank.positions.map((count) => [String(count), element('br'), bar(count, rank.ranked)]),
        String(rank.ranked),
      ];
    }),
  );
};

/** @param {Question} question */
const histogramTable = ({ key, text, histogram = [], answered }) =>
  table(
    `Numbers for ${key}: ${text}`,
    ['From, and below', 'Count', 'Bar'],
    histogram.map(({ from, to, count }) => [
      `${number(from)} – ${number(to)}`,
      String(count),
      bar(count, answered),
    ]),
  );

/** How near figures are that stand for counts. @param {number} about */
export const nearness = (about) =>
  `figures moved by chance so that nobody’s answer can be computed from them, 19 of 20 by no more than ${about}; they need not add up`;

/** @param {Question} question */
const facts = ({ kind, answered, mean, spread, sum, right, about }) =>
  [
    `${about === undefined ? '' : 'about '}${answered} ${kind === 'score' ? 'have a score' : 'answered'}`,
    ...(mean === undefined ? [] : [`mean ${number(mean)}`]),
    ...(spread === undefined ? [] : [`spread ${number(spread)} (standard deviation)`]),
    ...(sum === undefined ? [] : [`sum ${number(sum)}`]),
    ...(right ? [`${right.count} right (${share(right.count, answered)})`] : []),
    ...(about === undefined ? [] : [nearness(about)]),
  ].join(', ');

/** How a question was worded, version by version, where it was reworded. @param {Question} question */
const wordings = ({ wordings: told = [] }) =>
  told.length > 1
    ? [
        element(
          'details',
          {},
          element('summary', {}, `Worded in ${told.length} ways`),
          element(
            'ul',
            {},
            ...told.map(({ number, text }) => element('li', {}, `From version ${number}: ${text}`)),
          ),
        ),
      ]
    : [];

/** What else to say: below which number counts are withheld, and where the words are. @typedef {{ smallestGroup?: number, words?: string }} More */

/** @param {Question} question @param {More} more */
const distributions = (question, { smallestGroup, words }) => {
  const { counts, rows, ranks, histogram, texts, kind } = question;
  const shown = [
    ...(histogram?.length ? [histogramTable(question)] : []),
    ...(counts ? [countsTable(question)] : []),
    ...(rows ? [rowsTable(question)] : []),
    ...(ranks ? [ranksTable(question)] : []),
    ...(texts?.length ? [element('ul', {}, ...texts.map((said) => element('li', {}, said)))] : []),
  ];
  if (shown.length) return shown;
  const hidden = smallestGroup !== undefined && question.answered < smallestGroup && !texts;
  if (hidden)
    return [
      element('p', {}, `Withheld: fewer than ${smallestGroup} answered, so counts could tell who said what.`),
    ];
  return kind === 'text' ? [element('p', { class: 'quiet' }, words ?? clearedOnly)] : [];
};

/** @param {Question} question @param {More} [more] */
export const questionResult = (question, more = {}) =>
  element(
    'section',
    { class: 'result' },
    element('h3', {}, question.text),
    element(
      'p',
      { class: 'quiet' },
      facts(question),
      question.removed
        ? `; the latest version no longer ${question.kind === 'score' ? 'has' : 'asks'} it`
        : '',
    ),
    ...(question.rule ? [element('p', { class: 'quiet' }, question.rule)] : []),
    ...wordings(question),
    ...distributions(question, more),
  );
