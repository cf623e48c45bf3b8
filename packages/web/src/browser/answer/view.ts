import { type Fault, fieldName } from '@skein/answering';
import { element } from '../parts/element.ts';

export const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

/** The page's own words, whatever the language of the survey. */
const english = { lang: 'en', dir: 'ltr' };

export const own = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] => element(name, { ...english, ...attributes }, ...children);

export const clearFaults = (where: HTMLElement): void => {
  where.querySelector('.error-summary')?.remove();
  for (const fault of where.querySelectorAll('.fault')) fault.remove();
  for (const place of where.querySelectorAll('.faulty')) place.classList.remove('faulty');
  for (const input of where.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  for (const field of where.querySelectorAll('[aria-describedby]')) {
    const ids = (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .filter((id) => !id.endsWith('-fault'));
    if (ids.length) field.setAttribute('aria-describedby', ids.join(' '));
    else field.removeAttribute('aria-describedby');
  }
  document.title = document.title.replace(/^Error: /, '');
};

/** The field that an error leads to: of a ranking its buttons, where it has such. */
const fieldFor = (key: string): HTMLElement | null =>
  document.getElementById(`${fieldName(key)}.buttons`) ?? document.getElementById(fieldName(key));

const markField = (where: HTMLElement, key: string, text: string): void => {
  const place = where.querySelector(`[data-question="${key}"]`);
  const field = place?.querySelector('fieldset, textarea, input');
  if (!place || !field) return;
  const id = `${fieldName(key)}-fault`;
  const said = own('p', { id, class: 'fault' }, `Error: ${text}`);
  place.classList.add('faulty');
  field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') ?? ''} ${id}`.trim());
  if (field.tagName === 'FIELDSET') field.querySelector('legend')?.after(said);
  else {
    field.setAttribute('aria-invalid', 'true');
    field.before(said);
  }
};

/** As the service says it without scripts: on top, in focus, each leading to its field. */
export const showFaults = (
  where: HTMLElement,
  faults: readonly Fault[],
  first: string,
  reveal: (field: HTMLElement | null) => void,
): void => {
  clearFaults(where);
  const links = faults.map(({ key, text }) => {
    const link = element('a', { href: `#${fieldName(key ?? first)}` }, text);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const field = fieldFor(key ?? first);
      reveal(field);
      field?.focus();
      field?.scrollIntoView({ block: 'center' });
    });
    if (key !== undefined) markField(where, key, text);
    return element('li', {}, link);
  });
  const summary = element(
    'div',
    { class: 'error-summary', role: 'alert', tabindex: '-1', 'aria-labelledby': 'error-summary-title' },
    own('h2', { id: 'error-summary-title' }, 'There is a problem'),
    element('ul', {}, ...links),
  );
  where.querySelector('h1')?.before(summary);
  document.title = `Error: ${document.title}`;
  summary.focus();
};
