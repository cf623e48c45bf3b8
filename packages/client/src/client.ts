import type { Problem, Route } from '@skein/contracts';
import { type Answer, answerIn } from './answer.ts';
import type { AnyAsk } from './ask.ts';
import { listing } from './listing.ts';
import type { Client } from './operation.ts';
import { patiently } from './patience.ts';
import { ApiProblem } from './problem.ts';
import { addressOf, newKey, requestOf } from './request.ts';
import type { AnyRoute, RouteEntry, RouteTable } from './routes.ts';

export interface ClientOptions<R extends Route = AnyRoute> {
  /** Where the gateway is; empty for the page's own origin. */
  readonly baseUrl: string;
  readonly routes: RouteTable<R>;
  /** The access token of the session, if there is one. */
  readonly token?: () => string | undefined | Promise<string | undefined>;
  /**
   * Asked once when a request is refused because the session has lapsed or there is none; requests that are refused
   * meanwhile wait for the same answer. If it says yes, the request goes again with the same key. What it asks of the
   * API itself must be `anonymous`.
   */
  readonly onUnauthenticated?: () => Promise<boolean>;
  /**
   * Asked when a request that changes something is refused because signing in was too long ago for it, or wants a
   * passkey. If it says yes, since they have signed in again, the request goes again with the same key. What is refused
   * meanwhile stays so.
   */
  readonly onStaleSignIn?: () => Promise<boolean>;
  /** For how long a request is sent again, with the same key, while a service is away; not at all unless said. */
  readonly patienceMs?: number;
  /** After which time one try counts as unanswered; as long as it takes unless said. */
  readonly timeoutMs?: number;
  /** Looks at each JSON reply before it is given: returns it, or throws. */
  readonly check?: (route: string, reply: unknown) => unknown;
  readonly fetch?: (address: string, request: RequestInit) => Promise<Response>;
}

type Send = (id: string, entry: RouteEntry, ask: AnyAsk) => Promise<Answer>;

/** Whether a refusal is about the session: about a token only if one went along, else it is about one in a link. */
const isLapsed = ({ code }: Problem, sent: string | undefined): boolean =>
  code === 'unauthenticated' ||
  (sent !== undefined && (code === 'expired-token' || code === 'invalid-token'));

type Hindrance = 'lapsed' | 'stale';

/** What signing in again would help against; what only reads is asked for by pages, not by people. */
const hindranceIn = (
  problem: Problem,
  sent: string | undefined,
  entry: RouteEntry,
): Hindrance | undefined => {
  if (isLapsed(problem, sent)) return 'lapsed';
  const isStale = problem.code === 'stale-sign-in' || problem.code === 'passkey-required';
  return isStale && entry.method !== 'GET' ? 'stale' : undefined;
};

const sender = <R extends Route>(options: ClientOptions<R>): Send => {
  const { baseUrl, token, onUnauthenticated, onStaleSignIn, patienceMs = 0, timeoutMs } = options;
  let renewing: Promise<boolean> | undefined;
  let freshening = false;
  /** One renewal for all who wait: a refresh token that is used twice ends the session. */
  const renewed = async (sent: string | undefined): Promise<boolean> => {
    if (!onUnauthenticated) return false;
    if (!renewing && (await token?.()) !== sent) return true;
    renewing ??= onUnauthenticated().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
  // What signing in again asks for itself is not to wait for it.
  const freshened = async (): Promise<boolean> => {
    if (!onStaleSignIn || freshening) return false;
    freshening = true;
    return onStaleSignIn().finally(() => {
      freshening = false;
    });
  };

  /** Whether what stands in the way was helped against, once each. */
  const helped = async (hindrance: Hindrance | undefined, met: Set<Hindrance>, sent: string | undefined) => {
    if (!hindrance || met.has(hindrance)) return false;
    met.add(hindrance);
    return hindrance === 'lapsed' ? renewed(sent) : freshened();
  };

  return async (id, entry, ask) => {
    const address = `${baseUrl}${addressOf(entry, ask)}`;
    const key = ask.key ?? newKey();
    const met = new Set<Hindrance>();
    for (;;) {
      const sent = ask.anonymous ? undefined : await token?.();
      const request = requestOf(entry, ask, key, sent);
      const once = async (): Promise<Answer> => {
        const signal = AbortSignal.any(
          [ask.signal, timeoutMs && AbortSignal.timeout(timeoutMs)].filter((one) => !!one),
        );
        return answerIn(id, entry, await (options.fetch ?? fetch)(address, { ...request, signal }));
      };
      const answer = await patiently(id, once, patienceMs, ask.signal);
      if ('exchange' in answer || ask.anonymous) return answer;
      if (!(await helped(hindranceIn(answer.problem, sent, entry), met, sent))) return answer;
    }
  };
};

const operation = (id: string, entry: RouteEntry, send: Send, check: ClientOptions['check']) => {
  const answered = async (ask: AnyAsk = {}): Promise<Answer> => {
    const answer = await send(id, entry, ask);
    if (!check || entry.download || 'problem' in answer) return answer;
    return { exchange: { ...answer.exchange, body: check(id, answer.exchange.body) } };
  };
  const exchange = async (ask?: AnyAsk) => {
    const answer = await answered(ask);
    if ('problem' in answer) throw new ApiProblem(id, answer.problem);
    return answer.exchange;
  };
  const call = async (ask?: AnyAsk) => (await exchange(ask)).body;
  const attempt = async (ask?: AnyAsk) => {
    const answer = await answered(ask);
    if ('problem' in answer) return { ok: false, problem: answer.problem };
    const { body, version } = answer.exchange;
    return { ok: true, value: body, version };
  };
  const all = (ask: AnyAsk = {}) =>
    listing(async (after) => {
      const page = await call({ ...ask, query: { limit: 200, ...ask.query, after } });
      return page as { items: unknown[]; next?: string };
    });
  return Object.assign(call, { exchange, attempt, all });
};

/** A client of the public API: each route of the table as a function, typed by the contracts. */
export const createClient = <R extends Route = AnyRoute>(options: ClientOptions<R>): Client<R> => {
  const send = sender(options);
  const entries = Object.entries<RouteEntry>(options.routes);
  return Object.fromEntries(
    entries.map(([id, entry]) => [id, operation(id, entry, send, options.check)]),
  ) as unknown as Client<R>;
};
