import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import validatorCompiler from '@fastify/ajv-compiler';
import {
  apiPrefix,
  defaultBodyLimit,
  isRefusal,
  NetworkId,
  type Refusal,
  type Route,
} from '@skein/contracts';
import serializerOf from 'fast-json-stringify';
import type { FastifyServerFactory } from 'fastify';
import { parse } from 'secure-json-parse';
import type { ServiceContext } from '../../context.ts';
import { networkHeader } from '../../identity/authentication.ts';
import { answerOfRefusal, notJson, refusalOfError } from '../problems.ts';
import type { LeanImplementation } from '../routes.ts';
import { asItIs, faultIn, replySchemaOf, schemaOf } from './contract.ts';
import { countAnswers } from './counting.ts';

type Fits = (value: unknown) => boolean;

interface Track {
  readonly route: Route;
  readonly lean: LeanImplementation['lean'];
  readonly address: RegExp;
  readonly names: readonly string[];
  readonly largest: number;
  readonly fits: Readonly<Record<'params' | 'body', Fits>>;
  readonly write: (reply: unknown) => string;
}

const compile = validatorCompiler()({}, { customOptions: asItIs });
const fitsAll: Fits = () => true;
const fitsOf = (route: Route, part: 'params' | 'body'): Fits =>
  route[part] ? (compile({ schema: schemaOf(route[part]) } as never) as Fits) : fitsAll;

const trackOf = ({ route, lean }: LeanImplementation): Track => {
  const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
  // Ids alone: whatever would have to be decoded first takes the other way.
  const address = new RegExp(`^${apiPrefix}${route.path.replace(/:\w+/g, '([\\w-]+)')}$`);
  return {
    ...{ route, lean, names, address },
    largest: route.bodyLimit ?? defaultBodyLimit,
    fits: { params: fitsOf(route, 'params'), body: fitsOf(route, 'body') },
    write: serializerOf(replySchemaOf(route.reply) as never),
  };
};

const plainHeaders = [
  ...['content-type', 'application/json; charset=utf-8', 'x-content-type-options', 'nosniff'],
  ...['cache-control', 'no-store'],
];

const send = (response: ServerResponse, status: number, headers: readonly string[], text: string): void => {
  const bytes = Buffer.byteLength(text);
  response.writeHead(status, [...headers, 'content-length', String(bytes)]);
  // Where each character is one byte, nothing needs encoding.
  response.end(text, bytes === text.length ? 'latin1' : 'utf8');
};

const bodyIn = (text: string): unknown => {
  try {
    return parse(text);
  } catch {
    return notJson;
  }
};

/** The whole body as text; never where its sender goes away before. */
const readText = (request: IncomingMessage, done: (text: string) => void): void => {
  let whole: Buffer | undefined;
  request.on('data', (chunk: Buffer) => {
    whole = whole ? Buffer.concat([whole, chunk]) : chunk;
  });
  request.on('end', () => done(whole?.toString() ?? ''));
};

/** What keeps a request from the lane, though its address is one of it: all that needs more than a length and JSON. */
const isPlain = ({ headers }: IncomingMessage, largest: number): boolean =>
  headers['content-type'] === 'application/json' &&
  Number(headers['content-length']) <= largest &&
  headers['content-length'] !== '0' &&
  headers.authorization === undefined &&
  headers.expect === undefined;

/** The network that is named, or the usual; undefined where the name is none. */
const networkOf = ({ headers }: IncomingMessage, usual: string): string | undefined => {
  const named = headers[networkHeader];
  if (named === undefined || named === usual) return usual;
  return NetworkId.safeParse(named).data;
};

export interface Lane {
  /** Counts an answer that was given off the lane. */
  count(status: number): void;
  /** A server whose plain requests to lean routes never meet Fastify; it gets all others. */
  readonly serve: FastifyServerFactory<Server>;
  /** Leaves all requests to Fastify from here on, which says that it is closing. */
  close(): void;
  stop(): Promise<void>;
}

/**
 * The way of nearly every request to a lean route: straight from Node's HTTP to its handler. The router, hooks and
 * objects for each request that Fastify has cost a third of all that the processor does for a response.
 */
export const createLane = (
  { config, log, now }: ServiceContext,
  implementations: readonly LeanImplementation[],
): Lane => {
  const { count, loop } = countAnswers(log);
  const tracks = implementations.map(trackOf);
  let isOpen = true;

  const sendRefusal = (response: ServerResponse, { route }: Track, refusal: Refusal): void => {
    const { status, headers, text } = answerOfRefusal(refusal, `${apiPrefix}${route.path}`);
    count(status);
    send(response, status, [...Object.entries(headers).flat(), 'x-content-type-options', 'nosniff'], text);
  };

  const answer = (
    track: Track,
    found: RegExpExecArray,
    network: string,
    text: string,
    response: ServerResponse,
  ): void => {
    const { route, lean, names, fits, write } = track;
    const say = (said: unknown): void => {
      if (isRefusal(said)) sendRefusal(response, track, said);
      else if (said instanceof Error) sendRefusal(response, track, refusalOfError(said as never, log));
      else {
        count(route.status);
        send(response, route.status, plainHeaders, write(said));
      }
    };
    const body = bodyIn(text);
    if (isRefusal(body)) {
      say(body);
      return;
    }
    const params: Record<string, string> = {};
    for (let at = 0; at < names.length; at += 1) params[names[at] as string] = found[at + 1] as string;
    const fault = fits.params(params) && fits.body(body) ? undefined : faultIn(route, { params, body });
    if (fault) {
      say(fault);
      return;
    }
    try {
      lean({ params, body, network, now: now() } as never, say);
    } catch (error) {
      say(error);
    }
  };

  const take = (request: IncomingMessage, response: ServerResponse): boolean => {
    if (!isOpen) return false;
    for (const track of tracks) {
      const found = request.method === track.route.method && track.address.exec(request.url as string);
      if (!found) continue;
      const network = isPlain(request, track.largest) && networkOf(request, config.SKEIN_NETWORK);
      if (network) readText(request, (text) => answer(track, found, network, text, response));
      return Boolean(network);
    }
    return false;
  };

  return {
    count,
    serve: (otherwise, options) => {
      const server = createServer(options.http as ServerOptions, (request, response) => {
        if (!take(request, response)) otherwise(request, response);
      });
      // As Fastify does where it makes the server itself.
      server.keepAliveTimeout = options.keepAliveTimeout as number;
      server.requestTimeout = options.requestTimeout as number;
      return server;
    },
    close: () => {
      isOpen = false;
    },
    stop: () => loop.stop(),
  };
};
