import type { z } from 'zod';

/** A question one service asks another over NATS while a person waits; nothing of it is stored by the backbone. */
export interface QuestionDefinition<Q extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly summary: string;
  readonly question: Q;
  readonly answer: A;
}

/** Declares a question, keeping the exact types of its schemas. */
export const defineQuestion = <Q extends z.ZodType, A extends z.ZodType>(
  definition: QuestionDefinition<Q, A>,
): QuestionDefinition<Q, A> => definition;

/** Subject of a question. `ask` stands where events have their service, so that no event stream ever stores one. */
export const questionSubject = (prefix: string, network: string, question: QuestionDefinition): string =>
  `${prefix}.${network}.ask.${question.name}.v1`;
