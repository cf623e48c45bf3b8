import {
  type Actor,
  isRefusal,
  mayAnywhere,
  NetworkId,
  type Refusal,
  type Route,
  refuse,
} from '@skein/contracts';
import type { FastifyRequest } from 'fastify';
import { staleProof } from '../decisions.ts';
import { denial } from './denial.ts';
import type { KeyRing } from './keys.ts';
import { verifyAccess } from './tokens.ts';

/** Set by the gateway from the host name; a client's own is thrown away there. */
export const networkHeader = 'skein-network';

export interface Caller {
  readonly actor: Actor | undefined;
  readonly network: string;
}

/** Who calls, in which network: a signed-in person is in their token's network and in no other. */
export const authenticate = async (
  request: FastifyRequest,
  keys: KeyRing,
  defaultNetwork: string,
): Promise<Caller | Refusal> => {
  const named = NetworkId.safeParse(request.headers[networkHeader] ?? defaultNetwork);
  if (!named.success)
    return refuse('invalid-request', `The header ${networkHeader} is not a network's name.`);
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const actor = bearer === undefined ? undefined : await verifyAccess(keys, bearer);
  if (isRefusal(actor)) return actor;
  return { actor, network: actor?.network ?? named.data };
};

/** The refusal of someone who is signed in to one network and calls another. */
export const denialAcross = ({ network }: Caller, request: FastifyRequest): Refusal | undefined => {
  const named = request.headers[networkHeader];
  if (named === undefined || named === network) return undefined;
  return refuse('forbidden', `You are signed in to ${network}, not to ${named}.`);
};

/** The refusal of somebody whose session showed too long ago who they are. */
export const staleness = (actor: Actor | undefined, now: Date): Refusal | undefined => {
  const { at, lacksPasskey = false } = actor?.proof ?? {};
  return staleProof(at === undefined ? undefined : { at: new Date(at), lacksPasskey }, now);
};

/** The check at the door, before it is known what the request is about. */
export const denialAtDoor = (actor: Actor | undefined, route: Route, now: Date): Refusal | undefined => {
  if (!mayAnywhere(actor, route.right)) return denial(actor, route.right, {});
  return route.fresh === 'always' ? staleness(actor, now) : undefined;
};
