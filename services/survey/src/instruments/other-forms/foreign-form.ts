import type { Notes } from '../exchange/notes.ts';

/**
 * A part of a form as SurveyJS says it. Forms of other programs are brought into its shape, which says the most, so that
 * they come in by the same reading and with the same notes.
 */
export type Element = Record<string, unknown> & { readonly type: string; readonly name: string };

export interface Page {
  readonly name: string;
  readonly title?: unknown;
  readonly description?: unknown;
  readonly visibleIf?: string | undefined;
  readonly elements: Element[];
}

/** A text in each of its languages, by tag; what names none is `default`. */
export type Localized = Readonly<Record<string, string>>;

export interface ForeignForm {
  readonly program: 'limesurvey' | 'xlsform' | 'google-forms' | 'microsoft-forms' | 'table';
  readonly form: {
    readonly title?: unknown;
    readonly description?: unknown;
    readonly locale?: string;
    /** All pages as one; else one is shown after the other. */
    readonly questionsOnPageMode?: 'singlePage';
    readonly pages: Page[];
  };
  /** Where in the file each page and element stood, as a person finds it there. */
  readonly stood: ReadonlyMap<object, string>;
  /** What this form’s program calls a condition. */
  readonly condition: string;
  /** What of the file was left out or guessed before it had the shape of a form. */
  readonly notes: Notes;
}

const parts: Readonly<Record<string, string>> = {
  title: 'text',
  description: 'help',
  name: 'name',
  validators: 'check',
  choices: 'choice',
  rows: 'row',
  columns: 'column',
  items: 'part',
  rateValues: 'point',
  inputType: 'kind',
  showOtherItem: 'or other',
};

const inWords = (rest: readonly string[], condition: string): string[] => {
  const [first, second, ...others] = rest;
  if (first === undefined) return [];
  if (first === 'visibleIf') return [condition];
  const index = second !== undefined && /^\d+$/.test(second) ? Number(second) + 1 : undefined;
  const word = parts[first] ?? first;
  if (index !== undefined) return [`${word} ${index}`, ...inWords(others, condition)];
  return [word, ...(second === undefined ? [] : [`in ${second}`])];
};

/** Says where in its own file something stood, which is known by its path in the shape of SurveyJS. */
export const placeIn = ({ form, stood, condition }: ForeignForm) => {
  const byPath = new Map<string, string>();
  const walk = (of: Page | Element, path: string): void => {
    for (const field of ['elements', 'templateElements'] as const) {
      const within = (of as Record<string, unknown>)[field];
      if (!Array.isArray(within)) continue;
      for (const [index, element] of (within as Element[]).entries()) {
        const at = `${path}/${field}/${index}`;
        const place = stood.get(element);
        if (place !== undefined) byPath.set(at, place);
        walk(element, at);
      }
    }
  };
  for (const [index, page] of form.pages.entries()) {
    const place = stood.get(page);
    if (place !== undefined) byPath.set(`#/pages/${index}`, place);
    walk(page, `#/pages/${index}`);
  }
  return (path: string): string => {
    const steps = path.split('/');
    for (let length = steps.length; length > 0; length -= 1) {
      const place = byPath.get(steps.slice(0, length).join('/'));
      if (place !== undefined) return [place, ...inWords(steps.slice(length), condition)].join(', ');
    }
    return path.startsWith('#/') ? ['the form', ...inWords(steps.slice(1), condition)].join(', ') : path;
  };
};
