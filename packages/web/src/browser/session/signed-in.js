const pages = /** @type {Record<string, string>} */ ({
  '/state-of-play': 'Go on to the state of play for hosts',
  '/results': 'Go on to the results',
  '/survey-results': 'Go on to the results of the survey',
  '/preferences': 'Go on to what reaches you',
  '/maturity': 'Go on to the maturity matrix',
});

/** Whether somebody signed in with this browser: known without asking, so that visitors cause no failed request. */
const mark = 'skein-signed-in';
const back = 'skein-back';

export const signedInHere = () => localStorage.getItem(mark) !== null;

export const noteSignedOut = () => localStorage.removeItem(mark);

/** A page of ours, with the ids that its hash may hold. @param {string} asked */
const labelOf = (asked) => {
  const [, path = '', hash = ''] = /^([^#]*)(#[\w=&-]*)?$/.exec(asked) ?? [];
  return Object.hasOwn(pages, path) && hash.length < 200 ? pages[path] : undefined;
};

/**
 * Keeps which page asked for signing in: the letter's link opens a page that knows nothing of it. Only pages of ours
 * are kept, so that no link can lead anybody elsewhere.
 */
export const rememberWay = () => {
  const asked = new URLSearchParams(location.search).get('back');
  if (asked && labelOf(asked)) localStorage.setItem(back, asked);
};

/** Notes that somebody signed in, and where they go on. */
export const wayOn = () => {
  localStorage.setItem(mark, '');
  const href = localStorage.getItem(back) ?? '';
  localStorage.removeItem(back);
  const label = labelOf(href);
  return label ? { href, label } : { href: '/', label: 'Go to the communities of this network' };
};
