import { element } from '../parts/element.ts';
import { action } from '../parts/form.js';
import { bar, day, number, share, table } from '../parts/table.js';
import { ask } from '../session/session.js';

/** @typedef {import('./question-result.js').Question} Question */
/** @typedef {{ surveys: { survey: string, title: string, opensAt: string, version: number, responses: number, suppressed: boolean }[], questions: { key: string, kind: string, waves: (Question & { survey: string })[] }[] }} Waves */

/** What a wave's answers come to, in a few words. @param {Question} question */
const inShort = ({ mean, spread, counts, rows, options = [], answered }) => {
  if (mean !== undefined) return [`mean ${number(mean)}, spread ${number(spread)}`];
  if (rows) return rows.flatMap((row) => [`${row.label}: mean ${number(row.mean)}`, element('br')]);
  const labels = new Map(options.map(({ key, label }) => [key, label]));
  return Object.entries(counts ?? {}).flatMap(([key, count]) => [
    `${labels.get(key) ?? key}: ${count} (${share(count, answered)})`,
    element('br'),
  ]);
};

/** @param {Waves} found @param {number} smallestGroup */
const shown = ({ surveys, questions }, smallestGroup) => {
  const about = new Map(surveys.map((survey) => [survey.survey, survey]));
  return [
    table(
      'Surveys with these questions, oldest first',
      ['Survey', 'Began', 'Version', 'Responses'],
      surveys.map(({ title, opensAt, version, responses, suppressed }) => [
        title,
        day(opensAt),
        String(version),
        suppressed ? `fewer than ${smallestGroup}, withheld` : String(responses),
      ]),
    ),
    ...questions.map(({ waves }) => {
      const highest = Math.max(0, ...waves.flatMap(({ counts = {} }) => Object.keys(counts).map(Number)));
      const rows = waves.map((wave) => [
        [
          about.get(wave.survey)?.title ?? '',
          element('br'),
          element('span', { class: 'quiet' }, day(about.get(wave.survey)?.opensAt ?? '')),
        ],
        wave.text,
        String(wave.answered),
        inShort(wave),
        wave.mean === undefined || !highest ? '–' : bar(wave.mean, highest),
      ]);
      return table(waves.at(-1)?.text ?? '', ['Survey', 'Worded', 'Answered', 'Answers', 'Mean'], rows);
    }),
  ];
};

/** The same questions in earlier and later surveys. @param {import('./survey-results.js').Results} results */
export const waves = ({ instrument, community, smallestGroup }) => {
  const [notes, found] = [element('div'), element('div', { class: 'stack' })];
  const path = `/instruments/${instrument}/waves${community ? `?community=${community}` : ''}`;
  const compare = action('Compare', notes, async () =>
    found.replaceChildren(...shown(await ask(path), smallestGroup)),
  );
  return element(
    'section',
    { 'aria-labelledby': 'waves' },
    element('h2', { id: 'waves' }, 'Beside earlier and later surveys'),
    compare,
    notes,
    found,
  );
};
