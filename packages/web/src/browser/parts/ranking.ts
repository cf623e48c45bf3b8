import { element } from './element.ts';

interface Statement {
  readonly id: string;
  readonly text: string;
}

/**
 * A ranking made with buttons alone, so that it works with a keyboard, a thumb and a screen reader: each statement is
 * taken into the ranking, moved up and down in it, and left out again.
 * `label` says whose ranking it is, where a page has several.
 */
export const rankingOf = (
  {
    statements,
    choices = [],
  }: { readonly statements: readonly Statement[]; readonly choices?: readonly string[] },
  { label, changed }: { readonly label?: string; readonly changed?: (ranking: string[]) => void } = {},
) => {
  let ranking = [...choices];
  const ranked = element('ol', {
    class: 'ranking',
    'aria-label': label ? `Your ranking: ${label}` : 'Your ranking',
  });
  const rest = element('ul', {
    class: 'ranking',
    'aria-label': label ? `Not ranked: ${label}` : 'Not ranked',
  });
  const heading = element('p', { class: 'quiet' }, 'Not ranked:');
  const said = element('p', { class: 'quiet', role: 'log' });
  const textOf = (id: string) => statements.find((one) => one.id === id)?.text ?? '';

  const control = (id: string, what: string, sign: string, step: () => string[]) => {
    const button = element(
      'button',
      {
        type: 'button',
        class: 'secondary',
        'data-for': `${what} ${id}`,
        'aria-label': `${what}: ${textOf(id)}`,
      },
      sign,
    );
    button.addEventListener('click', () => {
      ranking = step();
      draw();
      changed?.(ranking);
      const at = ranking.indexOf(id);
      said.textContent = at === -1 ? `Not ranked: ${textOf(id)}` : `Place ${at + 1}: ${textOf(id)}`;
      // The button is drawn anew, so that the focus is put where it was, or on the statement's first.
      const drawn = [...ranked.querySelectorAll('button'), ...rest.querySelectorAll('button')];
      const same = drawn.find(({ dataset }) => dataset.for === `${what} ${id}`);
      const any = drawn.find(({ dataset }) => dataset.for?.endsWith(` ${id}`));
      (same ?? any)?.focus();
    });
    return button;
  };

  const moved = (id: string, by: number) => {
    const others = ranking.filter((one) => one !== id);
    return others.toSpliced(ranking.indexOf(id) + by, 0, id);
  };

  const place = (id: string, index: number) => {
    const up = index > 0 ? [control(id, 'Up', '↑', () => moved(id, -1))] : [];
    const down = index < ranking.length - 1 ? [control(id, 'Down', '↓', () => moved(id, 1))] : [];
    const out = control(id, 'Leave out', '×', () => ranking.filter((one) => one !== id));
    return element('li', {}, element('span', {}, textOf(id)), element('span', {}, ...up, ...down, out));
  };

  const draw = () => {
    ranked.replaceChildren(...ranking.map(place));
    const others = statements.filter(({ id }) => !ranking.includes(id));
    heading.hidden = others.length === 0;
    rest.replaceChildren(
      ...others.map(({ id, text }) =>
        element(
          'li',
          {},
          element('span', {}, text),
          control(id, 'Rank next', '+', () => [...ranking, id]),
        ),
      ),
    );
  };
  draw();
  return { fields: [ranked, heading, rest, said], choices: () => ranking };
};
