import { element, place } from '../parts/element.ts';
import { day, paragraphs } from '../parts/table.js';
import { nameWindow } from '../parts/title.ts';
import { ask, exportsResponses, readsResults, session, whyNot } from '../session/session.js';
import { downloads } from './download.js';
import { replacedBallots } from './lost-ballots.js';
import { questionResult } from './question-result.js';

/** @typedef {import('./question-result.js').Question} Question */
/** @typedef {{ survey: string, community?: string, title: string, introduction: string, publishedAt: string, invited: number, responses: number, replacedBallots?: number, audience: { kind: string }, questions: Question[] }} Publication */

const where = place('results');
const audiences = /** @type {Record<string, string>} */ ({
  public: 'for everyone',
  network: 'for members of the network',
  community: 'for members of a community',
  respondents: 'for those who answered',
});

/** @param {Publication} publication @param {Awaited<ReturnType<typeof session>>} signedIn */
const show = (publication, signedIn) => {
  const { survey, community, title, introduction, publishedAt, invited, responses, audience, questions } =
    publication;
  const of = invited > 0 ? `${responses} responses of ${invited} asked` : `${responses} responses`;
  nameWindow(title);
  where.replaceChildren(
    element('h1', {}, title),
    element(
      'p',
      { class: 'quiet' },
      `${of}, as of ${day(publishedAt)}. Published ${audiences[audience.kind]}.`,
    ),
    ...replacedBallots(publication.replacedBallots),
    ...paragraphs(introduction),
    element('h2', {}, 'Questions'),
    ...questions.map((question) => questionResult(question)),
    ...(readsResults(signedIn?.actor, community)
      ? [
          element(
            'p',
            {},
            element('a', { href: `/survey-results#id=${survey}` }, 'All results of this survey'),
            ', with questions counted against each other and earlier surveys beside it.',
          ),
        ]
      : []),
    ...(exportsResponses(signedIn?.actor, community) ? [downloads(survey)] : []),
  );
};

const start = async () => {
  const id = new URLSearchParams(location.hash.slice(1)).get('id');
  if (!id) throw Object.assign(new Error(), { problem: { status: 400 } });
  show(await ask(`/publications/${encodeURIComponent(id)}`), await session());
};

start().catch((error) => where.replaceChildren(whyNot(error, 'These results')));
addEventListener('hashchange', () => location.reload());
