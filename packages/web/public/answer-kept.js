/**
 * What a device keeps of one survey and one link: the draft, what waits to be sent, the ballot, the receipt.
 *
 * @typedef {{ version: number, answers: object, revision?: number }} Pending
 * @typedef {{ response: string, secret: string, proof?: string, quiz?: import('@skein/contracts').QuizMark }} Receipt
 * @typedef {{ response: string, secret: string, order: string, fields: [string, string][], pending?: Pending | undefined, ballot?: import('./ballot.js').Ballot | undefined, receipt?: Receipt | undefined, revision?: number, withdrawn?: boolean }} Kept
 */

/** A browser may forbid all of this, or have no room: then it is kept as long as the page is open. @template T @param {() => T} work @param {T} otherwise */
const tried = (work, otherwise) => {
  try {
    return work();
  } catch {
    return otherwise;
  }
};

/** @param {string} survey */
const linkKey = (survey) => `skein-link.${survey}`;

/** The personal link's token, as long as this tab is open. @param {string} survey @param {string} token */
export const keepToken = (survey, token) =>
  tried(() => sessionStorage.setItem(linkKey(survey), token), undefined);

/** @param {string} survey */
export const keptToken = (survey) => tried(() => sessionStorage.getItem(linkKey(survey)), null) ?? undefined;

/** @param {string} survey @param {string} link the invitation's id, or `open` */
export const keeping = (survey, link) => {
  const key = `skein-answer.${survey}.${link}`;
  return {
    /** @returns {Kept | undefined} */
    read: () => tried(() => JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined, undefined),
    /** Whether it is kept beyond this page. @param {Kept} kept */
    write: (kept) =>
      tried(() => {
        localStorage.setItem(key, JSON.stringify(kept));
        return true;
      }, false),
    forget: () => tried(() => localStorage.removeItem(key), undefined),
    /** Does what two tabs of one device must not do at once. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
    alone: (work) =>
      /** @type {Promise<T>} */ (navigator.locks ? navigator.locks.request(key, work) : work()),
  };
};
