import { answerWith, exchange, fetchBallot, fromBase64Url, makeBallot, toBase64Url } from './ballot.js';

/**
 * @typedef {import('./answer-kept.js').Kept} Kept
 * @typedef {Error & { problem?: { status: number, code: string, detail: string, errors?: { pointer: string, detail: string }[] }, retryAfter?: number }} Failure
 */

/** @param {string} survey @param {string} [response] */
const addressOf = (survey, response) => {
  const base = `/api/v1/surveys/${encodeURIComponent(survey)}/responses`;
  return response === undefined ? base : `${base}/${encodeURIComponent(response)}`;
};

/** Whether it may go well a moment later, as without a network; what was refused for a reason never does. @param {Failure} error */
export const isPassing = (error) => {
  const { problem } = error;
  if (problem) return problem.status >= 500 || problem.status === 429;
  return error instanceof TypeError || error instanceof SyntaxError;
};

/** @param {string} secret */
const hashOf = async (secret) =>
  toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', fromBase64Url(secret))));

/**
 * The ballot of an anonymous survey, made and signed. It is kept before it is sent, since an invitation has one; its
 * key comes with the form that is asked for without the link, so that the service does not know whom it gives it to.
 * @param {string} survey
 * @param {string} token
 * @param {Kept} kept
 * @param {(kept: Kept) => void} keep
 * @returns {Promise<Kept>}
 */
export const withBallot = async (survey, token, kept, keep) => {
  if (kept.ballot?.signature) return kept;
  let next = kept;
  if (!next.ballot) {
    const { ballotKey } = await exchange('GET', `/api/v1/surveys/${encodeURIComponent(survey)}/form`);
    next = { ...next, ballot: await makeBallot(ballotKey) };
    keep(next);
  }
  if (!next.ballot) return next;
  return { ...next, ballot: await fetchBallot(survey, token, next.ballot) };
};

/**
 * Sends what waits; the same again counts once.
 * @param {string} survey
 * @param {string | undefined} token
 * @param {Kept} kept
 * @returns {Promise<import('./answer-kept.js').Receipt>}
 */
export const sendPending = async (survey, token, kept) => {
  const { pending, ballot, receipt, response, secret } = kept;
  if (!pending) throw new Error('Nothing waits to be sent.');
  const { version: instrumentVersion, answers, revision } = pending;
  if (revision !== undefined && receipt) {
    const { proof } = receipt;
    const body = { secret: receipt.secret, proof, revision, instrumentVersion, answers };
    await exchange('PUT', addressOf(survey, receipt.response), body);
    const { quiz: _, ...rest } = receipt;
    return rest;
  }
  if (ballot?.signature) {
    const said = /** @type {any} */ (await answerWith(survey, ballot, instrumentVersion, answers));
    return {
      response: ballot.response,
      secret: ballot.secret,
      proof: said.proof,
      ...(said.quiz && { quiz: said.quiz }),
    };
  }
  const body = { response, token, receipt: await hashOf(secret), instrumentVersion, answers };
  const said = await exchange('POST', addressOf(survey), body);
  return { response, secret, proof: said.proof, ...(said.quiz && { quiz: said.quiz }) };
};

/** @param {string} survey @param {import('./answer-kept.js').Receipt} receipt */
export const withdraw = (survey, { response, secret, proof }) =>
  exchange('DELETE', addressOf(survey, response), { secret, proof });

const longestWaitMs = 60_000;

/**
 * Tries until it went well or was refused: again when the network is back, when the service said, or ever later.
 * @template T
 * @param {() => Promise<T>} work
 * @param {(error: Failure) => void} waiting told each time that it has to wait
 * @returns {Promise<T>}
 */
export const persistently = async (work, waiting) => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const failure = /** @type {Failure} */ (error);
      if (!isPassing(failure)) throw failure;
      waiting(failure);
      const backoff = Math.min(longestWaitMs, 1_000 * 2 ** Math.min(attempt, 6));
      // Not all phones in a hall at the same instant.
      const ms = Math.max((failure.retryAfter ?? 0) * 1_000, backoff) * (1 + Math.random() / 4);
      await new Promise((resolve) => {
        const over = new AbortController();
        const goOn = () => {
          clearTimeout(timer);
          over.abort();
          resolve(undefined);
        };
        const timer = setTimeout(goOn, ms);
        addEventListener('online', goOn, { signal: over.signal });
      });
    }
  }
};
