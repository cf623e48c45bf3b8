import type { BucketDeclaration, Capability } from './capability.ts';
import { collect } from './collect.ts';
import { destinationsOf } from './destination.ts';
import type { EventDefinition } from './envelope.ts';
import * as meeting from './meeting/index.ts';
import * as membership from './membership/index.ts';
import * as notification from './notification/index.ts';
import type { QuestionDefinition } from './question.ts';
import type { Route } from './route.ts';
import { prefixed } from './streams.ts';
import * as survey from './survey/index.ts';

const all = collect([membership, meeting, survey, notification]);

type CapabilityOf<M> = { [K in keyof M]: K extends `${string}Contract` ? M[K] : never }[keyof M];
type AnyCapability =
  | CapabilityOf<typeof membership>
  | CapabilityOf<typeof meeting>
  | CapabilityOf<typeof survey>
  | CapabilityOf<typeof notification>;
type RouteOf<C> = C extends { readonly routes: infer R } ? R[keyof R] : never;
type AnyRoute = Extract<RouteOf<AnyCapability>, Route>;

/** The exact type of every capability, by its name. */
export type Capabilities = { readonly [C in AnyCapability as C['name']]: C };
/** The exact type of every route, by its id: what a typed client is made from. */
export type Routes = { readonly [R in AnyRoute as R['id']]: R };

/** Every capability of the installation. */
export const capabilityCatalogue: readonly Capability[] = all.capabilities;

/** Every HTTP operation of the installation. */
export const routeCatalogue: readonly Route[] = all.routes;

/** Every event of the installation, by its CloudEvents type. */
export const eventCatalogue: ReadonlyMap<string, EventDefinition> = new Map(
  all.events.map((definition) => [definition.type, definition]),
);

/** Every question that one service asks another, by its name. */
export const questionCatalogue: ReadonlyMap<string, QuestionDefinition> = new Map(
  all.questions.map((question) => [question.name, question]),
);

/** Signing keys are no capability's: each service that signs tokens puts its own there. */
const ofTheBackbone = [
  { name: 'JWKS', summary: 'The public key of each service that signs tokens' },
] as const;
type BucketName = (typeof ofTheBackbone)[number]['name'] | AnyCapability['buckets'][number]['name'];

export const bucketName = (prefix: string, bucket: BucketName): string => prefixed(prefix, bucket);

/** All buckets of an installation. */
export const bucketCatalogue = (prefix: string): BucketDeclaration[] =>
  [...all.buckets, ...ofTheBackbone].map(({ name, summary }) => ({ name: prefixed(prefix, name), summary }));

/** Which service, and which of its processes, answers a path below `/api/v1`; the gateway's whole routing table. */
export const destinationOf = destinationsOf(all.routes);
