import type { Actor, RightTarget, Route } from '@skein/contracts';
import type { Db } from 'mongodb';
import { call, type Reply } from './call.ts';

/** One real request, about a real record that was made for it. */
export interface Prepared {
  /** What the right is asked for; `anywhere` where it need only be had in some community. */
  readonly target: RightTarget | 'anywhere';
  readonly params?: Record<string, string | number>;
  readonly query?: Record<string, string>;
  /** The body; what must name who sends it takes the actor. */
  readonly body?: unknown | ((actor: Actor | undefined) => unknown);
  readonly ifMatch?: number;
  readonly headers?: Record<string, string>;
  /** Who sends it, in whatever role, where that must be a member; else it is a stranger each time. */
  readonly by?: string;
}

/** What the walk stands on: a running service with its database, and communities and a person that it knows. */
export interface Ground {
  readonly network: string;
  readonly community: string;
  /** A community of the network that the record is not in. */
  readonly neighbour: string;
  readonly db: Db;
  urlOf(route: Route): string;
  tokenFor(actor: Actor): Promise<string>;
  /** Who controls which account, and the network: what nobody changes who did not sign in just now. */
  control?(): Promise<Control>;
  stop(): Promise<void>;
}

export interface Control {
  /** What stays as it is; more may come beside it, as an account of somebody new. */
  readonly held: Readonly<Record<string, string>>;
  /** What is neither given nor taken. */
  readonly given: readonly string[];
}

/** Sends a prepared request as somebody. */
export const send = async (
  ground: Ground,
  route: Route,
  prepared: Prepared,
  actor: Actor | undefined,
  headers: Record<string, string> = {},
): Promise<Reply<unknown>> => {
  const { params = {}, query, body, ifMatch } = prepared;
  const path = route.path.replace(/:(\w+)/g, (_all, name: string) => String(params[name]));
  const search = query ? `?${new URLSearchParams(query)}` : '';
  return call(ground.urlOf(route), route.method, `${path}${search}`, {
    ...(actor && { as: await ground.tokenFor(actor) }),
    ...(body !== undefined && { body: typeof body === 'function' ? body(actor) : body }),
    ...(ifMatch !== undefined && { ifMatch }),
    headers: { ...prepared.headers, ...headers },
  });
};
