import { element } from '../parts/element.ts';
import { action, box, done, labelled, select } from '../parts/form.js';
import { table, when } from '../parts/table.js';
import { ask, send } from '../session/session.js';

/** @typedef {{ id: string, version: number, title: string, audience: { kind: string, community?: string }, publishedAt: string, withdrawnAt?: string, letter?: { letters?: number } }} Published */

const audiences = /** @type {[string, string][]} */ ([
  ['network', 'Members of the network'],
  ['community', 'Members of one community'],
  ['respondents', 'Those who answered by their link'],
  ['public', 'Everyone'],
]);
const audienceNames = new Map(audiences);

/** What was published, with taking it back. @param {string} survey @param {Map<string, string>} names @param {HTMLElement} notes */
const publishedList = (survey, names, notes) => {
  const found = element('div');
  const refresh = async () => {
    const { items } = await ask(`/surveys/${survey}/publications`);
    const rows = items.map((/** @type {Published} */ one) => {
      const { id, version, title, audience, publishedAt, withdrawnAt } = one;
      const whom = audience.community ? names.get(audience.community) : audienceNames.get(audience.kind);
      const withdraw = action(
        `Withdraw “${title}”`,
        notes,
        async () => {
          await send('POST', `/publications/${id}/withdrawal`, undefined, version);
          await refresh();
          done(notes, 'It is withdrawn: nobody is shown it any more.');
        },
        'secondary',
      );
      return [
        withdrawnAt ? title : element('a', { href: `/results#id=${id}` }, title),
        whom ?? '',
        when(publishedAt),
        withdrawnAt ? `Withdrawn ${when(withdrawnAt)}` : withdraw,
      ];
    });
    found.replaceChildren(
      rows.length
        ? table('Published so far, newest first', ['Title', 'For', 'Published', 'Now'], rows)
        : element('p', { class: 'quiet' }, 'Nothing is published yet.'),
    );
  };
  return { found, refresh };
};

/** Publishing chosen questions to a chosen audience. @param {import('./survey-results.js').Results} results @param {Map<string, string>} names */
export const publishing = ({ survey, title, community, questions, suppressed, smallestGroup }, names) => {
  const notes = element('div');
  const { found, refresh } = publishedList(survey, names, notes);
  refresh().catch((error) => found.replaceChildren(element('p', { class: 'problem' }, error.message)));
  const heading = /** @type {HTMLInputElement} */ (
    element('input', { class: 'text', maxlength: '200', value: title })
  );
  const introduction = /** @type {HTMLTextAreaElement} */ (element('textarea', { maxlength: '5000' }));
  const audience = select(audiences);
  const which = select([...names].map(([id, name]) => [id, name]));
  if (community) which.value = community;
  const whose = element('div', { hidden: '' }, ...labelled('Which community', which));
  audience.addEventListener('change', () => {
    whose.hidden = audience.value !== 'community';
  });
  const offered = questions.map(({ key, text, texts }) => {
    const question = box(text, false);
    return { key, question, words: texts ? box(`With its cleared texts: ${text}`) : undefined };
  });
  const letter = box('Write to them now: to those who agreed to get the letters of the network, once each');
  const publish = action('Publish', notes, async () => {
    const chosen = offered.filter(({ question }) => question.input.checked);
    if (chosen.length === 0) throw new Error('Choose at least one question.');
    const kind = audience.value;
    await send('POST', `/surveys/${survey}/publications`, {
      title: heading.value.trim(),
      introduction: introduction.value,
      audience: { kind, ...(kind === 'community' && { community: which.value }) },
      questions: chosen.map(({ key, words }) => ({ key, texts: words?.input.checked ?? false })),
      letter: letter.input.checked,
    });
    await refresh();
    done(notes, 'It is published, as the results are now.');
  });
  const form = [
    ...labelled('Title', heading),
    ...labelled('Introduction', introduction),
    ...labelled('For whom', audience),
    whose,
    element(
      'fieldset',
      {},
      element('legend', {}, 'Which questions'),
      ...offered.flatMap(({ question, words }) => [question.field, ...(words ? [words.field] : [])]),
    ),
    letter.field,
    publish,
  ];
  return element(
    'section',
    { 'aria-labelledby': 'publishing' },
    element('h2', { id: 'publishing' }, 'Publish'),
    ...(suppressed
      ? [element('p', {}, `Nothing can be published: fewer than ${smallestGroup} have answered.`)]
      : form),
    notes,
    found,
  );
};
