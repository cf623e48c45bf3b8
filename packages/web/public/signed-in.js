const pages = /** @type {Record<string, string>} */ ({
  '/state-of-play': 'Go on to the state of play for hosts',
});

/** Whether somebody signed in with this browser: known without asking, so that visitors cause no failed request. */
const mark = 'skein-signed-in';
const back = 'skein-back';

export const signedInHere = () => localStorage.getItem(mark) !== null;

export const noteSignedOut = () => localStorage.removeItem(mark);

/**
 * Keeps which page asked for signing in: the letter's link opens a page that knows nothing of it. Only pages of ours
 * are kept, so that no link can lead anybody elsewhere.
 */
export const rememberWay = () => {
  const asked = new URLSearchParams(location.search).get('back');
  if (asked && Object.hasOwn(pages, asked)) localStorage.setItem(back, asked);
};

/** Notes that somebody signed in, and where they go on. */
export const wayOn = () => {
  localStorage.setItem(mark, '');
  const href = localStorage.getItem(back) ?? '';
  localStorage.removeItem(back);
  const label = pages[href];
  return label ? { href, label } : { href: '/', label: 'Go to the communities of this network' };
};
