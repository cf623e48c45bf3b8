import { element } from '../parts/element.ts';
import { action, done, labelled } from '../parts/form.js';
import { ask, send } from '../session/session.js';

/** How many may have answered twice, by a ballot that was not lost after all. @param {number | undefined} count */
export const replacedBallots = (count = 0) => {
  if (count === 0) return [];
  const said =
    count === 1
      ? 'One ballot was replaced because it was lost, so at most one person could have answered twice.'
      : `${count} ballots were replaced because they were lost, so at most ${count} people could have answered twice.`;
  return [element('p', {}, said)];
};

/** Giving somebody another ballot, found by their name. @param {string} survey */
export const lostBallots = (survey) => {
  const notes = element('div');
  const found = element('div');
  const name = /** @type {HTMLInputElement} */ (element('input', { class: 'text', maxlength: '100' }));
  /** @param {{ id: string, name: string }} person */
  const replacing = ({ id, name: who }) =>
    action(
      `Replace the ballot of ${who}`,
      notes,
      async () => {
        await send('POST', `/surveys/${survey}/ballot-replacements`, { person: id });
        found.replaceChildren();
        done(notes, `${who} can fetch another ballot by their link, and is written to. Results say so.`);
      },
      'secondary',
    );
  const search = action('Find', notes, async () => {
    const text = name.value.trim();
    if (text === '') throw new Error('Enter the beginning of a name.');
    const { items } = await ask(`/people?limit=10&text=${encodeURIComponent(text)}`);
    found.replaceChildren(
      ...(items.length
        ? items.map((/** @type {{ id: string, name: string }} */ person) =>
            element('p', {}, replacing(person)),
          )
        : [element('p', {}, 'Nobody is found by this name.')]),
    );
  });
  return element(
    'section',
    { 'aria-labelledby': 'lost-ballots' },
    element('h2', { id: 'lost-ballots' }, 'A lost ballot'),
    element(
      'p',
      {},
      'Somebody whose browser no longer has their ballot can fetch another one, once. Nobody can tell whether the first was answered with, so results say how many were replaced.',
    ),
    ...labelled('Whose ballot is lost', name),
    search,
    found,
    notes,
  );
};
