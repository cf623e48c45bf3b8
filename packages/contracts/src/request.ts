import type { z } from 'zod';

/** A question one service asks another over NATS while a person waits; nothing of it is stored by the backbone. */
export interface RequestDefinition<Q extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly summary: string;
  readonly question: Q;
  readonly answer: A;
}

/** Declares a question, keeping the exact types of its schemas. */
export const defineRequest = <Q extends z.ZodType, A extends z.ZodType>(
  definition: RequestDefinition<Q, A>,
): RequestDefinition<Q, A> => definition;

/** Subject of a request. `ask` stands where events have their service, so that no event stream ever stores one. */
export const requestSubject = (prefix: string, network: string, request: RequestDefinition): string =>
  `${prefix}.${network}.ask.${request.name}.v1`;
