import { plain } from './headings.ts';

/** The line that a case begins with: who brought it, what it is called, and what else is told on it. */
export interface CaseBegins {
  readonly by?: string;
  readonly title: string;
  readonly rest: string;
}

const longestTitle = 200;

/** The first sentence, if it is short enough for a title; else as many words as are. */
const titled = (text: string): Pick<CaseBegins, 'title' | 'rest'> => {
  const [first = text] = text.split(/(?<=[.!?])\s/u);
  const cut = first.length <= longestTitle ? first.length : first.lastIndexOf(' ', longestTitle);
  const end = cut > 0 ? cut : longestTitle;
  return { title: text.slice(0, end).trim(), rest: text.slice(end).trim() };
};

/** `Ann L - what happened`. */
export const caseIn = (
  text: string,
  who: (written: string) => string | undefined,
): CaseBegins | undefined => {
  const said = plain(text);
  if (!said) return undefined;
  const [, name = '', what = ''] = /^(\p{L}[\p{L}\p{M}\s.'’-]{0,60}?)\s*[–—:-]\s+(\S.*)$/u.exec(said) ?? [];
  const by = name ? who(name) : undefined;
  return by ? { by, ...titled(what) } : titled(said);
};
