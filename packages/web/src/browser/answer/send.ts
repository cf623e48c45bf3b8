import { makeBallot, receiptOf, unblindBallot } from '@skein/answering';
import { apiUnnamed, Refused } from '../parts/api.ts';
import type { Kept, Receipt } from './kept.ts';

const at = (survey: string): string => `/surveys/${encodeURIComponent(survey)}`;

const responseAt = (survey: string, response: string): string =>
  `${at(survey)}/responses/${encodeURIComponent(response)}`;

/** Whether it may go well a moment later, as without a network; what was refused for a reason never does. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Refused
    ? error.problem.status >= 500 || error.problem.status === 429
    : error instanceof TypeError || error instanceof SyntaxError;

/**
 * The ballot of an anonymous survey, made and signed. It is kept before it is sent, since an invitation has one; its
 * key comes with the form that is asked for without the link, so that the service does not know whom it gives it to.
 */
export const withBallot = async (
  survey: string,
  token: string,
  kept: Kept,
  keep: (kept: Kept) => void,
): Promise<Kept> => {
  if (kept.ballot?.signature) return kept;
  let { ballot } = kept;
  if (!ballot) {
    const { ballotKey } = await apiUnnamed('GET', `${at(survey)}/form`);
    ballot = await makeBallot(ballotKey);
    keep({ ...kept, ballot });
  }
  const { signature } = await apiUnnamed('POST', `${at(survey)}/ballots`, { token, blinded: ballot.blinded });
  return { ...kept, ballot: await unblindBallot(ballot, signature) };
};

/** Whether the link has been answered with by now, as the page would be told that is opened this moment. */
export const isUsedNow = async (page: URL): Promise<boolean> => {
  try {
    const text = await (await fetch(page)).text();
    const shown = new DOMParser().parseFromString(text, 'text/html').getElementById('answering');
    return shown?.dataset.state === 'used';
  } catch {
    // What is sent is judged all the same.
    return false;
  }
};

const change = async (survey: string, receipt: Receipt, body: object): Promise<Receipt> => {
  const { response, secret, proof } = receipt;
  await apiUnnamed('PUT', responseAt(survey, response), { secret, proof, ...body });
  const { quiz: _, ...rest } = receipt;
  return rest;
};

/** What shows who may answer: a signed ballot, without the invitation; else the invitation's token. */
const identified = async ({ ballot, response, secret }: Kept, token: string | undefined) => {
  if (!ballot?.signature) return { secret, named: { response, token, receipt: await receiptOf(secret) } };
  const { message, signature } = ballot;
  const named = { response: ballot.response, receipt: ballot.receipt, ballot: { message, signature } };
  return { secret: ballot.secret, named };
};

/** Sends what waits; the same again counts once. */
export const sendPending = async (
  survey: string,
  token: string | undefined,
  kept: Kept,
): Promise<Receipt> => {
  const { pending, receipt } = kept;
  if (!pending) throw new Error('Nothing waits to be sent.');
  const { version: instrumentVersion, answers, revision } = pending;
  if (revision !== undefined && receipt)
    return change(survey, receipt, { revision, instrumentVersion, answers });
  const { secret, named } = await identified(kept, token);
  const { proof, quiz } = await apiUnnamed('POST', `${at(survey)}/responses`, {
    ...named,
    instrumentVersion,
    answers,
  });
  return { response: named.response, secret, proof, ...(quiz && { quiz }) };
};

export const withdraw = (survey: string, { response, secret, proof }: Receipt): Promise<unknown> =>
  apiUnnamed('DELETE', responseAt(survey, response), { secret, proof });

const longestWaitMs = 60_000;

/** Over when the network is back, or the time is up. */
const untilWorthTrying = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const over = new AbortController();
    const goOn = () => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(goOn, ms);
    addEventListener('online', goOn, { signal: over.signal });
  });

/**
 * Tries until it went well or was refused: again when the network is back, when the service said, or ever later.
 * `waiting` is told each time that it has to wait.
 */
export const persistently = async <T>(work: () => Promise<T>, waiting: () => void): Promise<T> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      waiting();
      const asked = error instanceof Refused ? error.retryAfter * 1_000 : 0;
      const backoff = Math.min(longestWaitMs, 1_000 * 2 ** Math.min(attempt, 6));
      // Not all phones in a hall at the same instant.
      await untilWorthTrying(Math.max(asked, backoff) * (1 + Math.random() / 4));
    }
  }
};
