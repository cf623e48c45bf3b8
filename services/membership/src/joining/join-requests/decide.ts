import { type ConsentPurpose, consentText, type Refusal, refuse } from '@skein/contracts';
import type { ConsentLine } from '../../core/consent/row.ts';
import { newcomer } from '../../core/newcomers/decide.ts';
import type { PersonRow } from '../../core/people/row.ts';
import type { JoinRequestRow } from './row.ts';

const hour = 60 * 60 * 1000;
/** How long the link of the confirming letter works; then the request is forgotten. */
export const confirmingMs = 48 * hour;
const decidedKeptMs = 30 * 24 * hour;

export interface Asking {
  readonly name: string;
  readonly email: string;
  readonly community: string;
  readonly message?: string | undefined;
  readonly consents: ConsentPurpose[];
}

export const askToJoin = (
  asking: Asking & { readonly textVersion?: string },
  network: string,
  now: Date,
  _id: string,
): JoinRequestRow => {
  const { message, ...rest } = asking;
  const forgetAt = new Date(now.getTime() + confirmingMs);
  return {
    _id,
    network,
    version: 1,
    status: 'unconfirmed',
    ...rest,
    ...(message && { message }),
    askedAt: now,
    forgetAt,
  };
};

/** The person showed that the address is theirs. Doing so twice changes nothing. */
export const confirm = (request: JoinRequestRow): JoinRequestRow => {
  if (request.status !== 'unconfirmed') return request;
  const { forgetAt: _, ...rest } = request;
  return { ...rest, status: 'waiting', version: request.version + 1 };
};

/** How long an address is kept for the letter that somebody is not taken in. */
const declinedKeptMs = 3 * 24 * hour;

/** Declines a request that waits: what its sender told is gone at once, but for what the letter to them needs. */
export const decline = (request: JoinRequestRow, now: Date): JoinRequestRow | Refusal => {
  if (request.status !== 'waiting') {
    return refuse('conflict', `The request is ${request.status}, not waiting.`);
  }
  const { message: _, textVersion: __, ...rest } = request;
  const forgetAt = new Date(now.getTime() + declinedKeptMs);
  return { ...rest, status: 'declined', version: request.version + 1, consents: [], forgetAt };
};

export interface Acceptance {
  readonly request: JoinRequestRow;
  /** Absent where the person is a member already and joins one more community. */
  readonly newcomer?: PersonRow;
  readonly consents: ConsentLine[];
  readonly person: string;
}

/** Welcomes someone: they become a member, unless they are one, with exactly the consents they gave just now. */
export const accept = (
  request: JoinRequestRow,
  member: PersonRow | null,
  now: Date,
  newId: () => string,
): Acceptance | Refusal => {
  if (request.status !== 'waiting') {
    return refuse('conflict', `A request that is ${request.status} cannot be accepted; it must be waiting.`);
  }
  const { network, name, email } = request;
  const person = member?._id ?? newId();
  const decided: JoinRequestRow = {
    ...request,
    status: 'accepted',
    version: request.version + 1,
    person,
    forgetAt: new Date(now.getTime() + decidedKeptMs),
  };
  const { textVersion = consentText.version } = request;
  const consents = request.consents.map((purpose) => ({
    _id: newId(),
    network,
    person,
    purpose,
    given: true,
    textVersion,
    channel: 'join-form' as const,
    at: request.askedAt,
  }));
  return {
    request: decided,
    ...(!member && { newcomer: newcomer({ network, name, email }, now, person) }),
    consents,
    person,
  };
};
