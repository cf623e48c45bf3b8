import { errors, headers, type Msg, type MsgHdrs } from '@nats-io/transport-node';
import { type QuestionDefinition, questionSubject, type ServiceName } from '@skein/contracts';
import type { z } from 'zod';
import type { Log } from '../log.ts';
import type { Background } from '../loop.ts';
import { traceparent, withTrace } from '../trace.ts';
import type { Nats } from './nats.ts';

/** What a service answers to a question of the others. */
export interface AnsweredQuestion {
  readonly request: QuestionDefinition;
  readonly answer: (question: never) => Promise<unknown>;
}

export const answer = <Q extends z.ZodType, A extends z.ZodType>(
  request: QuestionDefinition<Q, A>,
  handle: (question: z.output<Q>) => Promise<z.input<A>>,
): AnsweredQuestion => ({ request, answer: handle });

/** What questions go over. */
export interface QuestionHost {
  readonly service: ServiceName;
  readonly nats: Nats;
  readonly prefix: string;
  readonly log: Log;
}

/** Answers questions over NATS; replicas of a service share them. */
export const serveQuestions = (
  { service, nats, prefix, log }: QuestionHost,
  answers: readonly AnsweredQuestion[],
): Background => {
  const subscriptions = answers.map(({ request, answer: handle }) =>
    nats.connection.subscribe(questionSubject(prefix, '*', request), {
      queue: service,
      callback: (failure, message) => {
        if (failure) return;
        const reply = async (): Promise<void> => {
          try {
            const question = request.question.parse(message.json()) as { network?: string };
            if (question.network !== message.subject.split('.')[1])
              throw new Error('the subject and the question disagree on the network');
            message.respond(
              JSON.stringify({ answer: request.answer.parse(await handle(question as never)) }),
            );
          } catch (error) {
            log.warn({ request: request.name, err: error }, 'a request could not be answered');
            message.respond(JSON.stringify({ failure: 'The request could not be answered.' }));
          }
        };
        void withTrace(message.headers?.get('traceparent') || undefined, reply);
      },
    }),
  );
  return {
    stop: async () => {
      for (const subscription of subscriptions) await subscription.drain();
    },
  };
};

interface Answered {
  readonly answer?: unknown;
  readonly failure?: string;
}

/** How a service asks the others; a part of its context. */
export interface Asking {
  /**
   * Asks one service and waits for its answer, five seconds unless said; undefined where none came in time or it could
   * not answer, which the log says. Throws where question or answer are not what the contract says: that is a bug.
   */
  ask<Q extends z.ZodType, A extends z.ZodType>(
    request: QuestionDefinition<Q, A>,
    question: z.input<Q> & { network: string },
    timeoutMs?: number,
  ): Promise<z.output<A> | undefined>;
  /** Asks everyone and gathers what comes within `timeoutMs`, or until `expected` have answered. */
  askAll<Q extends z.ZodType, A extends z.ZodType>(
    request: QuestionDefinition<Q, A>,
    question: z.input<Q> & { network: string },
    limits: { readonly timeoutMs: number; readonly expected: number },
  ): Promise<z.output<A>[]>;
}

/** Checked here too, where who asks can see what is wrong with it. */
const asText = (request: QuestionDefinition, question: unknown): string => {
  const { error } = request.question.safeParse(question);
  if (error) throw new Error(`${request.name} is not asked so: ${error.message}`);
  return JSON.stringify(question);
};

const answerIn = <A extends z.ZodType>(request: QuestionDefinition<z.ZodType, A>, value: unknown) => {
  const outcome = request.answer.safeParse(value);
  if (outcome.error) throw new Error(`${request.name} is not answered so: ${outcome.error.message}`);
  return outcome.data;
};

/** Who was asked is away or busy, which passes. */
const isUnanswered = (error: unknown): boolean =>
  error instanceof errors.NoRespondersError ||
  error instanceof errors.TimeoutError ||
  error instanceof errors.RequestError ||
  error instanceof errors.ConnectionError ||
  error instanceof errors.ClosedConnectionError ||
  error instanceof errors.DrainingConnectionError;

export const asking = ({ nats, prefix, log }: Omit<QuestionHost, 'service'>): Asking => ({
  ask: async (request, question, timeoutMs = 5_000) => {
    const subject = questionSubject(prefix, question.network, request);
    const text = asText(request, question);
    const reply = await nats.connection
      .request(subject, text, { timeout: timeoutMs, ...traced() })
      .catch((error: unknown) => {
        if (!isUnanswered(error)) throw error;
        log.warn({ request: request.name, err: error }, 'a question was not answered');
        return undefined;
      });
    if (!reply) return undefined;
    const { answer: value, failure } = reply.json<Answered>();
    if (failure === undefined) return answerIn(request, value);
    log.warn({ request: request.name, failure }, 'a question could not be answered');
    return undefined;
  },

  askAll: async (request, question, { timeoutMs, expected }) => {
    const subject = questionSubject(prefix, question.network, request);
    const text = asText(request, question);
    const gathered: z.output<typeof request.answer>[] = [];
    try {
      const replies = await nats.connection.requestMany(subject, text, {
        maxWait: timeoutMs,
        maxMessages: expected,
        strategy: 'count',
      });
      for await (const reply of replies) {
        if (reply instanceof Error) continue;
        const parsed = request.answer.safeParse(answeredIn(reply));
        if (parsed.success) gathered.push(parsed.data);
        // An operator's own system may answer anything: what is no answer counts as none, and the log says so.
        else log.warn({ request: request.name, err: parsed.error }, 'what was answered is no answer');
      }
    } catch (error) {
      // Nobody is there to answer, or no more of them: what came so far is all there is.
      log.warn({ request: request.name, err: error }, 'not everyone could be asked');
    }
    return gathered;
  },
});

const answeredIn = (reply: Msg): unknown => {
  try {
    return reply.json<Answered>().answer;
  } catch {
    return undefined;
  }
};

const traced = (): { headers?: MsgHdrs } => {
  const parent = traceparent();
  if (!parent) return {};
  const header = headers();
  header.set('traceparent', parent);
  return { headers: header };
};
