import { own } from './view.ts';

/** The parts of the form, one after the other. */
export interface Paging {
  /** To be called once it is known again what is asked: what has nothing in it is passed over. */
  refresh(): void;
  /** On to the next part; false where this is the last. */
  on(): boolean;
  /** The part in which this stands is shown. */
  reveal(place: Element | null): void;
  first(): void;
  /** What is said of where one is: “part 2 of 5”. */
  said(): string;
  /** Whether something stands in the part that is shown. */
  shows(place: Element | null): boolean;
}

const hasQuestions = (part: Element): boolean =>
  [...part.querySelectorAll<HTMLElement>('[data-question]')].some((question) => !question.hidden);

const partsIn = (form: HTMLFormElement): HTMLElement[] => [
  ...form.querySelectorAll<HTMLElement>('[data-part]'),
];

/** All parts below each other: those without questions are not shown. */
export const allAtOnce = (form: HTMLFormElement): Paging => ({
  refresh: () => {
    for (const part of partsIn(form)) part.hidden = !hasQuestions(part);
  },
  on: () => false,
  reveal: () => undefined,
  first: () => undefined,
  said: () => '',
  shows: () => true,
});

/** One part at a time, with ways back and on. `check` says whether the part that is shown may be left for the next. */
export const onePartAtATime = (
  form: HTMLFormElement,
  { check, moved }: { check(): boolean; moved(): void },
): Paging => {
  const parts = partsIn(form);
  const introduction = form.querySelector<HTMLElement>('#introduction');
  const send = form.querySelector<HTMLElement>('[type=submit]');
  const button = (label: string, press: () => void, kind: string): HTMLButtonElement => {
    const made = own('button', { type: 'button', class: kind }, label);
    made.addEventListener('click', press);
    return made;
  };
  let at = parts[0];
  const asked = (): HTMLElement[] => parts.filter(hasQuestions);

  const refresh = (): void => {
    const shown = asked();
    // What is shown may have lost its questions by an answer in it.
    if (!at || !shown.includes(at)) at = shown[0];
    const index = at ? shown.indexOf(at) : 0;
    for (const part of parts) part.hidden = part !== at;
    if (introduction) introduction.hidden = index > 0;
    back.hidden = index === 0;
    next.hidden = index >= shown.length - 1;
    // Hidden it may be for another reason.
    send?.toggleAttribute('data-later', !next.hidden);
  };

  const show = (part: HTMLElement | undefined): void => {
    if (!part || part === at) return;
    at = part;
    moved();
    at.focus();
    at.scrollIntoView();
  };

  /** Whoever goes back in the browser goes back a part. */
  const goTo = (part: HTMLElement | undefined): void => {
    if (!part || part === at) return;
    history.pushState({ part: parts.indexOf(part) }, '');
    show(part);
  };
  const step = (by: number): HTMLElement | undefined => {
    const shown = asked();
    return shown[(at ? shown.indexOf(at) : 0) + by];
  };
  const on = (): boolean => {
    const following = step(1);
    if (!following) return false;
    if (check()) goTo(following);
    return true;
  };
  const back = button('Back', () => goTo(step(-1)), 'secondary');
  const next = button('Next', () => void on(), '');
  addEventListener('popstate', ({ state }) => {
    show(parts[Number((state as { part?: number } | null)?.part ?? 0)]);
  });

  for (const part of parts) {
    part.setAttribute('tabindex', '-1');
    if (part.hasAttribute('aria-labelledby')) continue;
    part.setAttribute('role', 'group');
    part.setAttribute('aria-labelledby', 'progress');
  }
  send?.before(back, ' ', next, ' ');

  return {
    refresh,
    on,
    reveal: (place) => goTo(parts.find((part) => part.contains(place))),
    first: () => show(asked()[0]),
    said: () => {
      const shown = asked();
      return shown.length > 1 ? `, part ${(at ? shown.indexOf(at) : 0) + 1} of ${shown.length}` : '';
    },
    shows: (place) => at?.contains(place) ?? true,
  };
};
