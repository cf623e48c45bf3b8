import { headers, type Msg, type MsgHdrs } from '@nats-io/transport-node';
import { type RequestDefinition, requestSubject } from '@skein/contracts';
import type { z } from 'zod';
import type { Background, ServiceContext } from '../service.ts';
import { traceparent, withTrace } from '../trace.ts';
import type { Nats } from './nats.ts';

/** What a service answers to a question of the others. */
export interface RequestAnswer {
  readonly request: RequestDefinition;
  readonly answer: (question: never) => Promise<unknown>;
}

export const answer = <Q extends z.ZodType, A extends z.ZodType>(
  request: RequestDefinition<Q, A>,
  handle: (question: z.output<Q>) => Promise<z.input<A>>,
): RequestAnswer => ({ request, answer: handle });

/** Answers questions over NATS; replicas of a service share them. */
export const serveRequests = (context: ServiceContext, answers: readonly RequestAnswer[]): Background => {
  const { nats, config, log } = context;
  const subscriptions = answers.map(({ request, answer: handle }) =>
    nats.connection.subscribe(requestSubject(config.SKEIN_PREFIX, '*', request), {
      queue: log.bindings().service as string,
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

/** Asks one service and waits for its answer; undefined when none came in time or it could not answer. */
export const ask = async <Q extends z.ZodType, A extends z.ZodType>(
  nats: Nats,
  prefix: string,
  request: RequestDefinition<Q, A>,
  question: z.input<Q> & { network: string },
  timeoutMs = 5_000,
): Promise<z.output<A> | undefined> => {
  try {
    const subject = requestSubject(prefix, question.network, request);
    const reply = await nats.connection.request(subject, JSON.stringify(question), {
      timeout: timeoutMs,
      ...traced(),
    });
    const { answer: value } = reply.json<Answered>();
    return value === undefined ? undefined : request.answer.parse(value);
  } catch {
    return undefined;
  }
};

/** Asks everyone and gathers what comes within `timeoutMs`, or until `expected` have answered. */
export const askAll = async <Q extends z.ZodType, A extends z.ZodType>(
  nats: Nats,
  prefix: string,
  request: RequestDefinition<Q, A>,
  question: z.input<Q> & { network: string },
  { timeoutMs, expected }: { timeoutMs: number; expected: number },
): Promise<z.output<A>[]> => {
  const subject = requestSubject(prefix, question.network, request);
  const gathered: z.output<A>[] = [];
  try {
    const replies = await nats.connection.requestMany(subject, JSON.stringify(question), {
      maxWait: timeoutMs,
      maxMessages: expected,
      strategy: 'count',
    });
    for await (const reply of replies) {
      if (reply instanceof Error) continue;
      const parsed = request.answer.safeParse(answeredIn(reply));
      if (parsed.success) gathered.push(parsed.data);
    }
  } catch {
    // Nobody is there to answer, or no more of them: what came so far is all there is.
  }
  return gathered;
};

// An operator's own service may answer anything; what is no answer counts as none.
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
