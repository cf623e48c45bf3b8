/** A link of a record: where it stands first, and who shared it there. */
export interface Link {
  readonly url: string;
  readonly line: number;
  readonly by?: string;
  readonly at?: string;
}

const written = /https?:\/\/[^\s<>"“”„«»|\\^`{}]+/giu;
const trailing = /[.,;:!?'’‘…*_~]+$/u;
const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '）': '（' };

const countOf = (text: string, sign: string): number => text.split(sign).length - 1;

/** Without the punctuation of the sentence around it; a bracket stays where it was opened in the link itself. */
const trimmed = (url: string): string => {
  const short = url.replace(trailing, '');
  const last = short.at(-1) ?? '';
  const opening = closing[last];
  if (opening !== undefined && countOf(short, last) > countOf(short, opening))
    return trimmed(short.slice(0, -1));
  return short;
};

/** The links of a text in their order. */
export const linksIn = (text: string): string[] =>
  [...text.matchAll(written)].map(([found]) => trimmed(found)).filter((url) => URL.canParse(url));

/** Gathers links, each once, as it was first shared. */
export const linkHarvest = () => {
  const links = new Map<string, Link>();
  return {
    take: (text: string, where: Omit<Link, 'url'>): void => {
      for (const url of linksIn(text)) {
        const { href } = new URL(url);
        if (!links.has(href)) links.set(href, { url, ...where });
      }
    },
    links: (): Link[] => [...links.values()],
  };
};
