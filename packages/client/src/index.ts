// What a browser loads: of the contracts, types alone.
export type { Ask } from './ask.ts';
export { type ClientOptions, createClient, type StaleCode } from './client.ts';
export type { Listing } from './listing.ts';
export type { Attempt, Client, Exchange, ProblemCodeOf, ProblemOf, Reply } from './operation.ts';
export { ApiProblem, faultsByField, isProblem, Unreachable } from './problem.ts';
export type { AnyRoute, RouteEntry, RouteTable } from './routes.ts';
