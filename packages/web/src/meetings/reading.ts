/** A line of what is to be read: its words, and the link that it ends with, if there is one. */
export const linkIn = (line: string): { readonly words: string; readonly link?: string } => {
  const found = /(?:^|\s)(?<link>https?:\/\/\S+)$/.exec(line);
  const link = found?.groups?.link;
  if (!link || !URL.canParse(link)) return { words: line };
  return { words: line.slice(0, found.index).replace(/[\s–—:-]+$/, ''), link };
};
