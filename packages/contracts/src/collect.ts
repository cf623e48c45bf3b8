import type { BucketDeclaration, Capability } from './capability.ts';
import type { EventDefinition } from './envelope.ts';
import type { QuestionDefinition } from './question.ts';
import type { Route } from './route.ts';

/** All that the capabilities of some services declare. */
export interface Catalogue {
  readonly capabilities: readonly Capability[];
  readonly routes: readonly Route[];
  readonly events: readonly EventDefinition[];
  readonly questions: readonly QuestionDefinition[];
  readonly buckets: readonly BucketDeclaration[];
}

/** A declaration with where it stands, for what is said of two that clash. */
interface Found<T> {
  readonly at: string;
  readonly value: T;
}

const isCapability = (value: unknown): value is Capability =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'capability';

const camelCase = (name: string): string => name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());

/**
 * Gathers every capability that the modules export, so that one line in a service's index makes a capability known
 * everywhere. Throws where two of them claim the same name, address, event, question or bucket.
 */
export const collect = (modules: readonly object[]): Catalogue => {
  const exported = modules.flatMap((module) => Object.entries(module));
  const capabilities = exported.filter(([, value]) => isCapability(value)) as [string, Capability][];
  for (const [name, capability] of capabilities) checkNames(name, capability);

  const all = <T>(of: (capability: Capability) => readonly Found<T>[]): Found<T>[] =>
    capabilities.flatMap(([name, capability]) =>
      of(capability).map(({ at, value }) => ({ at: `${name}.${at}`, value })),
    );
  const routes = all(({ routes }) => entries(routes, 'routes'));
  const events = all(({ events }) => flat<EventDefinition>(events, 'events', 'type'));
  const questions = all(({ questions }) => flat<QuestionDefinition>(questions, 'questions', 'name'));
  const buckets = all(({ buckets }) => buckets.map((value) => ({ at: value.name, value })));

  once(
    'capability',
    capabilities.map(([at, value]) => ({ at, value })),
    ({ name }) => name,
  );
  once('route', routes, ({ id }) => id);
  once('address', routes, ({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`);
  once('event', events, ({ type }) => type);
  once('question', questions, ({ name }) => name);
  once('bucket', buckets, ({ name }) => name);

  const values = <T>(found: readonly Found<T>[]): T[] => found.map(({ value }) => value);
  return {
    capabilities: capabilities.map(([, capability]) => capability),
    routes: values(routes),
    events: values(events),
    questions: values(questions),
    buckets: values(buckets),
  };
};

/** What the types derive from the names of exports must be what stands in the values. */
const checkNames = (exported: string, { name, service, routes, events }: Capability): void => {
  const proper = `${camelCase(name)}Contract`;
  if (exported !== proper)
    throw new Error(`The capability “${name}” is exported as ${exported} instead of ${proper}`);
  for (const [key, route] of Object.entries(routes)) {
    if (key !== route.id) throw new Error(`${exported}.routes.${key} has the id ${route.id}`);
    if (route.service !== service) throw new Error(`${exported}.routes.${key} is of ${route.service}`);
  }
  // Those of each service are of each service; they stand with the one that takes them in.
  for (const [key, event] of Object.entries(events)) {
    if ('type' in event && event.service !== service)
      throw new Error(`${exported}.events.${key} is of ${event.service}`);
  }
};

const entries = <T>(declared: Readonly<Record<string, T>>, kind: string): Found<T>[] =>
  Object.entries(declared).map(([key, value]) => ({ at: `${kind}.${key}`, value }));

/** The declarations of a capability, those of each service one by one; `mark` is a field that each has. */
const flat = <T extends object>(
  declared: Readonly<Record<string, T | Readonly<Record<string, T>>>>,
  kind: string,
  mark: keyof T & string,
): Found<T>[] =>
  entries(declared, kind).flatMap(({ at, value }) =>
    mark in value ? [{ at, value: value as T }] : entries(value as Readonly<Record<string, T>>, at),
  );

const once = <T>(what: string, found: readonly Found<T>[], keyOf: (value: T) => string): void => {
  const seen = new Map<string, string>();
  for (const { at, value } of found) {
    const key = keyOf(value);
    const before = seen.get(key);
    if (before) throw new Error(`The ${what} “${key}” stands twice: ${before} and ${at}`);
    seen.set(key, at);
  }
};
