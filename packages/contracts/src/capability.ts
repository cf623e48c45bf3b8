import type { EventDefinition } from './envelope.ts';
import { type ServiceName, serviceNames } from './id.ts';
import type { QuestionDefinition } from './question.ts';
import type { Route } from './route.ts';

/** A key-value bucket of NATS: latest value only. */
export interface BucketDeclaration {
  readonly name: string;
  readonly summary: string;
}

/** The same declaration once for each service: what every one of them tells, or answers about itself. */
export type OfEachService<T> = Readonly<Record<ServiceName, T>>;

export const ofEachService = <T>(declare: (service: ServiceName) => T): OfEachService<T> =>
  Object.fromEntries(serviceNames.map((service) => [service, declare(service)])) as OfEachService<T>;

type RoutesById = Readonly<Record<string, Route>>;
type Events = Readonly<Record<string, EventDefinition | OfEachService<EventDefinition>>>;
type Questions = Readonly<Record<string, QuestionDefinition | OfEachService<QuestionDefinition>>>;
type Buckets = readonly BucketDeclaration[];

/**
 * What one capability of a service shows to the others and to the world: its routes, the events it publishes, the
 * questions it answers, the buckets it fills. A question that every service answers stands with the one that asks it.
 */
export interface Capability<
  N extends string = string,
  S extends ServiceName = ServiceName,
  R extends RoutesById = RoutesById,
  E extends Events = Events,
  Q extends Questions = Questions,
  B extends Buckets = Buckets,
> {
  readonly kind: 'capability';
  /** Its business word, in lower case with hyphens. */
  readonly name: N;
  readonly service: S;
  readonly routes: R;
  readonly events: E;
  readonly questions: Q;
  readonly buckets: B;
}

type Nothing = Readonly<Record<never, never>>;

/** Declares a capability, keeping the exact types of all that it holds. It is exported as `<word>Contract`. */
export const defineCapability = <
  const N extends string,
  S extends ServiceName,
  R extends RoutesById = Nothing,
  E extends Events = Nothing,
  Q extends Questions = Nothing,
  const B extends Buckets = readonly [],
>(capability: {
  readonly name: N;
  readonly service: S;
  readonly routes?: R;
  readonly events?: E;
  readonly questions?: Q;
  readonly buckets?: B;
}): Capability<N, S, R, E, Q, B> => ({
  kind: 'capability',
  name: capability.name,
  service: capability.service,
  routes: capability.routes ?? ({} as R),
  events: capability.events ?? ({} as E),
  questions: capability.questions ?? ({} as Q),
  buckets: capability.buckets ?? ([] as readonly BucketDeclaration[] as B),
});
