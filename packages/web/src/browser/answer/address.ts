import { keeping, keptToken } from './kept.ts';

export const withQuery = (url: URL, query: Readonly<Record<string, string | undefined>>): URL => {
  const next = new URL(url);
  for (const [name, value] of Object.entries(query))
    if (value === undefined) next.searchParams.delete(name);
    else next.searchParams.set(name, value);
  return next;
};

/** The address was left without its token, which this tab still has. */
export const resume = (survey: string | undefined, url: URL): void => {
  const token = survey && keptToken(survey);
  if (token && !url.searchParams.has('token')) location.replace(withQuery(url, { token }));
};

/** The order of what is begun on this device already, where an open link now shows another. */
export const orderBegun = ({ survey = '', link = '', order, shuffled }: DOMStringMap): string | undefined => {
  const kept = link === 'open' && shuffled !== undefined ? keeping(survey, link).read() : undefined;
  return kept && kept.fields.length > 0 && kept.order !== order ? kept.order : undefined;
};
