import { api, json, list } from '../parts/api.ts';
import { element } from '../parts/element.ts';
import { noteSignedOut, signedInHere } from './signed-in.js';

/** @typedef {{ person: string, roles: string[], communities: Record<string, string> }} Actor */
/** @typedef {{ actor: Actor, headers: Record<string, string> }} Session */

/** @type {Promise<Session | undefined> | undefined} */
let current;
let goodUntil = 0;

/** One renewal at a time, over all tabs and with the application: they share the cookie, which is good once. @template T @param {() => Promise<T>} step @returns {Promise<T>} */
const alone = (step) =>
  'locks' in navigator ? /** @type {Promise<T>} */ (navigator.locks.request('skein-session', step)) : step();

/** @returns {Promise<Session | undefined>} */
const renew = async () => {
  if (!signedInHere()) return undefined;
  try {
    const { accessToken, expiresInSeconds, actor } = await alone(() =>
      api('/sessions/refresh', { method: 'POST' }),
    );
    goodUntil = Date.now() + expiresInSeconds * 800;
    return { actor, headers: { authorization: `Bearer ${accessToken}` } };
  } catch (error) {
    const { problem } = /** @type {{ problem?: { status: number } }} */ (error);
    if (problem?.status !== 401) throw error;
    noteSignedOut();
    return undefined;
  }
};

/** Who is signed in to this browser, kept in this page alone. Renewed one at a time: a cookie used twice ends it all. */
export const session = () => {
  if (!current || Date.now() > goodUntil) {
    goodUntil = Number.POSITIVE_INFINITY;
    current = renew().catch((error) => {
      current = undefined;
      throw error;
    });
  }
  return current;
};

/** Asks as who is signed in; where nobody is, as a visitor. @param {string} path @param {RequestInit} [options] */
export const ask = async (path, options = {}) => {
  const headers = { ...options.headers, ...(await session())?.headers };
  return api(path, { ...options, headers });
};

/** Sends a change. @param {string} method @param {string} path @param {unknown} [body] @param {number} [version] that it was made from */
export const send = (method, path, body, version) =>
  ask(
    path,
    json(body, {
      method,
      headers: {
        ...(version !== undefined && { 'if-match': `"${version}"` }),
        ...(method === 'POST' && { 'idempotency-key': crypto.randomUUID() }),
      },
    }),
  );

/** All items of a listing, as who is signed in. @param {string} path @returns {Promise<any[]>} */
export const listed = (path) => list(path, ask);

const hosts = ['admin', 'hosting-team', 'steering'];

/** Whether to offer what these roles may do; the server decides. @param {Actor | undefined} actor @param {string | undefined} community @param {string[]} roles */
const hasRole = (actor, community, roles) =>
  actor !== undefined &&
  (actor.roles.some((role) => hosts.includes(role)) ||
    (community !== undefined && roles.includes(actor.communities[community] ?? '')));

/** @param {Actor | undefined} actor @param {string} [community] */
export const runsSurveys = (actor, community) => hasRole(actor, community, ['facilitator', 'core']);
/** @param {Actor | undefined} actor @param {string} [community] */
export const readsResults = (actor, community) =>
  hasRole(actor, community, ['facilitator', 'core', 'member']);
/** @param {Actor | undefined} actor @param {string} [community] */
export const exportsResponses = (actor, community) => hasRole(actor, community, ['facilitator']);

/** A page that says one thing, under the page's own name. @param {HTMLElement} said */
const only = (said) => element('div', {}, element('h1', {}, document.title.replace(/ – .*/, '')), said);

const signInLink = () => {
  const back = encodeURIComponent(`${location.pathname}${location.hash}`);
  return element('a', { href: `/sign-in?back=${back}` }, 'Sign in');
};

/** Asks to sign in, and to come back to this page. @param {string} why */
export const askToSignIn = (why) =>
  only(element('p', { role: 'status' }, `${why} `, signInLink(), ' to see this page.'));

/** What went wrong with one step on a page; where the session has ended, with the way to a new one. @param {unknown} error */
export const whatFailed = (error) => {
  const { problem, message } = /** @type {Error & { problem?: { status: number, code: string } }} */ (error);
  const ended = problem?.status === 401 && ['Your session has ended. ', signInLink(), ' to go on.'];
  const old = problem?.code === 'stale-sign-in' && [
    `${message} `,
    signInLink(),
    ' and come back to this page.',
  ];
  const said = ended || old || [message];
  return element('p', { class: 'problem', role: 'alert' }, ...said);
};

/** What to say where something is not shown. @param {unknown} error @param {string} what @param {string} [forWhom] */
export const whyNot = (error, what, forWhom = 'others') => {
  const { problem, message } = /** @type {Error & { problem?: { status: number } }} */ (error);
  const status = problem?.status;
  if (status === 401) return askToSignIn(`${what} are for people who are signed in.`);
  /** @type {Record<number, string>} */
  const words = {
    400: 'The link is not whole: open it again from where you had it.',
    403: `You are signed in, but ${what.toLowerCase()} are for ${forWhom}.`,
    404: `${what} are not there: the link is wrong, they are another network’s, or they were taken back.`,
  };
  return only(element('p', { class: 'problem', role: 'alert' }, words[status ?? 0] ?? message));
};
