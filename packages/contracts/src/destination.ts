import type { ServiceName, ServingProcess } from './id.ts';
import { defaultBodyLimit, type Route } from './route.ts';

export interface Destination {
  readonly service: ServiceName;
  readonly process: 'api' | ServingProcess;
  /** Largest body that is taken there, bytes. */
  readonly bodyLimit: number;
}

/** What a path may go on with; a word of its own is tried before a parameter. */
interface Crossing {
  readonly words: Map<string, Crossing>;
  parameter?: Crossing;
  /** Whoever serves what is here and further on, where no route says better. */
  readonly owner: ServiceName | undefined;
  readonly byMethod: Map<string, Route>;
}

const crossing = (owner?: ServiceName): Crossing => ({ words: new Map(), owner, byMethod: new Map() });
const segmentsOf = (path: string): string[] => path.split('/').filter(Boolean);

/**
 * Tells which service, and which of its processes, answers a path. The order of the routes makes no difference: a
 * literal segment beats a parameter. Another method or a longer path still goes to the resource's owner, who says what
 * is wrong with it.
 */
export const destinationsOf = (
  routes: readonly Route[],
): ((method: string, path: string) => Destination | undefined) => {
  const root = crossing();
  // In the order of their paths, so that whoever has the shorter path owns what is below it.
  for (const route of routes.toSorted((one, other) => (one.path < other.path ? -1 : 1))) lay(root, route);
  return (method, path) => {
    const segments = segmentsOf(path);
    const route = routeAt(root, method, segments);
    if (route) {
      const { service, process = 'api', bodyLimit = defaultBodyLimit } = route;
      return { service, process, bodyLimit };
    }
    const service = ownerOf(root, segments);
    return service && { service, process: 'api', bodyLimit: defaultBodyLimit };
  };
};

const lay = (root: Crossing, route: Route): void => {
  let at = root;
  for (const segment of segmentsOf(route.path)) {
    const next: Crossing = segment.startsWith(':')
      ? (at.parameter ?? crossing(route.service))
      : (at.words.get(segment) ?? crossing(route.service));
    if (segment.startsWith(':')) at.parameter = next;
    else at.words.set(segment, next);
    at = next;
  }
  at.byMethod.set(route.method, route);
};

const routeAt = (at: Crossing, method: string, [segment, ...rest]: readonly string[]): Route | undefined => {
  if (segment === undefined) return at.byMethod.get(method);
  const word = at.words.get(segment);
  return (word && routeAt(word, method, rest)) ?? (at.parameter && routeAt(at.parameter, method, rest));
};

const ownerOf = (root: Crossing, segments: readonly string[]): ServiceName | undefined => {
  let at = root;
  for (const segment of segments) {
    const next = at.words.get(segment) ?? at.parameter;
    if (!next) break;
    at = next;
  }
  return at.owner;
};
