import { keeping, keptToken } from './answer-kept.js';

/** @param {URL} url @param {Record<string, string | undefined>} query */
export const withQuery = (url, query) => {
  const next = new URL(url);
  for (const [name, value] of Object.entries(query))
    if (value === undefined) next.searchParams.delete(name);
    else next.searchParams.set(name, value);
  return next;
};

/** The address was left without its token, which this tab still has. @param {string | undefined} survey @param {URL} url */
export const resume = (survey, url) => {
  const token = survey && keptToken(survey);
  if (token && !url.searchParams.has('token')) location.replace(withQuery(url, { token }));
};

/** The order of what is begun on this device already, where an open link now shows another. @param {DOMStringMap} data */
export const orderBegun = ({ survey = '', link = '', order, shuffled }) => {
  const kept = link === 'open' && shuffled !== undefined ? keeping(survey, link).read() : undefined;
  return kept && kept.fields.length > 0 && kept.order !== order ? kept.order : undefined;
};
