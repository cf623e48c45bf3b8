import type { Problem, ProblemCode, Route } from '@skein/contracts';
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
   * Asked when a request that changes something is refused because its session showed too long ago who it is, or without
   * a passkey: if it says yes, the request goes again with the same key. What is refused meanwhile stays so, since it may
   * be what showing that asks for.
   */
  readonly onStale?: (why: StaleCode) => Promise<boolean>;
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

const staleCodes = ['stale-sign-in', 'passkey-required'] as const satisfies readonly ProblemCode[];
export type StaleCode = (typeof staleCodes)[number];

/** What only reads is asked for by pages, not by people: nobody is to be stopped for it. */
const staleIn = ({ code }: Problem, { method }: RouteEntry): StaleCode | undefined =>
  method === 'GET' ? undefined : staleCodes.find((one) => one === code);

const sender = <R extends Route>(options: ClientOptions<R>): Send => {
  const { baseUrl, token, onUnauthenticated, onStale, patienceMs = 0, timeoutMs } = options;
  let renewing: Promise<boolean> | undefined;
  /** One renewal for all who wait: a refresh token that is used twice ends the session. */
  const renewed = async (sent: string | undefined): Promise<boolean> => {
    if (!onUnauthenticated) return false;
    if (!renewing && (await token?.()) !== sent) return true;
    renewing ??= onUnauthenticated().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
  let showing = false;
  const shown = async (why: StaleCode): Promise<boolean> => {
    if (!onStale || showing) return false;
    showing = true;
    return onStale(why).finally(() => {
      showing = false;
    });
  };
  /** What would let a refused request through, where anything would. */
  const remedyOf = (problem: Problem, sent: string | undefined, entry: RouteEntry) => {
    const stale = staleIn(problem, entry);
    if (stale) return { of: stale, take: () => shown(stale) };
    return isLapsed(problem, sent) ? { of: 'lapsed', take: () => renewed(sent) } : undefined;
  };

  return async (id, entry, ask) => {
    const address = `${baseUrl}${addressOf(entry, ask)}`;
    const key = ask.key ?? newKey();
    const tried = new Set<string>();
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
      const remedy = remedyOf(answer.problem, sent, entry);
      if (!remedy || tried.has(remedy.of) || !(await remedy.take())) return answer;
      tried.add(remedy.of);
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
