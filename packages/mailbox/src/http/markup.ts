/** HTML that is safe to send: made by `html` alone, never from a letter's text directly. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | Markup | readonly Markup[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes a text for HTML content and quoted attributes. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

const rendered = (value: Value): string => {
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
};

/** A template that escapes every value put into it, save what is Markup already. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Markup => ({
  markup: parts
    .map((part, place) => part + (place < values.length ? rendered(values[place] ?? '') : ''))
    .join(''),
});

export const nothing: Markup = { markup: '' };
