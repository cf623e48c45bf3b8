import { list } from '../parts/api.ts';
import { element, place } from '../parts/element.ts';
import { bar, day, share, table, when } from '../parts/table.js';
import { nameWindow } from '../parts/title.ts';
import {
  ask,
  askToSignIn,
  exportsResponses,
  listed,
  readsResults,
  runsSurveys,
  session,
  whyNot,
} from '../session/session.js';
import { crossTabs } from './cross-tab.js';
import { downloads } from './download.js';
import { lostBallots, replacedBallots } from './lost-ballots.js';
import { openTexts } from './open-texts.js';
import { publishing } from './publishing.js';
import { questionResult } from './question-result.js';
import { waves } from './waves.js';

/** @typedef {import('./question-result.js').Question} Question */
/** @typedef {{ survey: string, instrument: string, community?: string, title: string, mode: string, invited: number, responses: number, state: string, asOf?: string, communities?: { community: string, invited: number, answered: number }[], replacedBallots?: number, suppressed: boolean, onlySettled?: true, smallestGroup: number, versions: number[], questions: Question[] }} Results */
/** @typedef {Map<string, string>} Names of communities, by their ids */

const where = place('results');
const everyMs = 10_000;

/** @param {Results} results */
const stateOf = ({ state, smallestGroup, asOf }) => {
  const at = asOf ? ` As of ${when(asOf)}.` : '';
  return `${
    {
      live: 'Open: counts rise with each response.',
      steps: `Open: counts are shown again when there are twice as many, and ${smallestGroup} at least, so that nobody is seen to answer.`,
      settling: 'Closed: what was sent before is still being counted.',
      final: 'Closed: these are the final counts.',
    }[state]
  }${at}`;
};

/** @param {Results} results @param {Names} names */
const rates = ({ communities, responses, invited, smallestGroup, mode }, names) => {
  const whole = invited > 0 ? `${responses} of ${invited} asked (${share(responses, invited)})` : responses;
  const small =
    mode === 'named'
      ? ''
      : ` Communities with fewer than ${smallestGroup} asked are not shown by themselves, and what is shown of others is near the count, not the count.`;
  return [
    element('p', {}, `Responses: ${whole}.`),
    ...(communities?.length
      ? [
          table(
            'Responses by community',
            ['Community', 'Asked', 'Answered', 'Share', 'Bar'],
            communities.map((one) => [
              names.get(one.community) ?? 'A community',
              String(one.invited),
              String(one.answered),
              share(one.answered, one.invited),
              bar(one.answered, one.invited),
            ]),
          ),
        ]
      : []),
    ...(communities && small ? [element('p', { class: 'quiet' }, small)] : []),
  ];
};

/** @param {Results} results @param {Names} names */
const tallies = (results, names) => {
  const { suppressed, onlySettled, smallestGroup, questions, mode, state, versions } = results;
  const words =
    mode === 'named' || state === 'final'
      ? 'Answers in words are further down.'
      : 'Answers in words are read once the survey has closed.';
  return [
    element('p', { class: 'quiet' }, stateOf(results)),
    ...(versions.length > 1
      ? [element('p', {}, `Asked in versions ${versions.join(', ')}; all of them are counted.`)]
      : []),
    ...rates(results, names),
    ...replacedBallots(results.replacedBallots),
    ...(suppressed
      ? [element('p', {}, `Withheld: fewer than ${smallestGroup} have answered, so no counts are shown.`)]
      : onlySettled
        ? [
            element(
              'p',
              {},
              'What was answered is shown once the survey has closed: its link is open to all, and whoever answers more than once could else see what others say in between.',
            ),
          ]
        : questions.map(({ texts: _, ...question }) => questionResult(question, { smallestGroup, words }))),
  ];
};

/** Keeps the counts up to date while the survey is open; not under the hands of who is reading them by keyboard. @param {HTMLElement} counts @param {Results} shown @param {Names} names @param {() => void} closed */
const follow = (counts, shown, names, closed) => {
  let before = JSON.stringify(shown);
  const timer = setInterval(async () => {
    if (document.hidden || counts.contains(document.activeElement)) return;
    const results = await ask(`/surveys/${shown.survey}/results`).catch(() => undefined);
    if (!results || JSON.stringify(results) === before) return;
    before = JSON.stringify(results);
    counts.replaceChildren(element('h2', {}, 'Counts'), ...tallies(results, names));
    if (results.state !== 'final') return;
    clearInterval(timer);
    closed();
  }, everyMs);
};

/** @param {Results} results @param {Names} names @param {NonNullable<Awaited<ReturnType<typeof session>>>} signedIn */
const show = (results, names, { actor }) => {
  const { survey, community, title, mode, state, suppressed } = results;
  const counts = element('section', { 'aria-label': 'Counts' }, element('h2', {}, 'Counts'));
  counts.append(...tallies(results, names));
  const single = !suppressed && (mode === 'named' || state === 'final');
  const runs = runsSurveys(actor, community);
  nameWindow(title);
  where.replaceChildren(
    element('h1', {}, title),
    counts,
    ...(single ? [crossTabs(results)] : []),
    waves(results),
    ...(single ? [openTexts(results, runs)] : []),
    ...(runs && mode === 'anonymous' && state === 'steps' ? [lostBallots(survey)] : []),
    ...(runs ? [publishing(results, names)] : []),
    ...(exportsResponses(actor, community) ? [downloads(survey)] : []),
  );
  if (state !== 'final') follow(counts, results, names, () => location.reload());
};

/** The surveys whose results somebody may read. @param {NonNullable<Awaited<ReturnType<typeof session>>>} signedIn */
const choose = async ({ actor }) => {
  const surveys = (await listed('/surveys')).filter(({ community }) => readsResults(actor, community));
  const items = surveys.map(({ id, title, status, closesAt, closedAt = closesAt }) =>
    element(
      'li',
      {},
      element('a', { href: `/survey-results#id=${id}` }, title),
      status === 'closed' ? ` – closed on ${day(closedAt)}` : ` – ${status}, until ${day(closesAt)}`,
    ),
  );
  where.replaceChildren(
    element('h1', {}, 'Results of surveys'),
    items.length
      ? element('ul', { class: 'ways' }, ...items)
      : element('p', {}, 'There is no survey whose results are for you.'),
  );
};

const start = async () => {
  const signedIn = await session();
  if (!signedIn) {
    where.replaceChildren(askToSignIn('Results of surveys are for the hosts and the community of each.'));
    return;
  }
  const id = new URLSearchParams(location.hash.slice(1)).get('id');
  if (!id) return choose(signedIn);
  const [results, communities] = await Promise.all([
    ask(`/surveys/${encodeURIComponent(id)}/results`),
    list('/communities'),
  ]);
  show(results, new Map(communities.map(({ id: one, name }) => [one, name])), signedIn);
};

start().catch((error) =>
  where.replaceChildren(whyNot(error, 'These results', 'the hosts and the community of the survey')),
);
addEventListener('hashchange', () => location.reload());
