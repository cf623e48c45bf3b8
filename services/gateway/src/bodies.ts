import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { type Refusal, refuse } from '@skein/contracts';
import { originOf, tooLarge, tooSlow } from '@skein/service-kit';
import type { FastifyRequest } from 'fastify';
import type { Watch } from './pace.ts';

/** Bodies up to this are taken whole before a service hears of them; of larger ones this much, bytes. */
const whole = 1024 * 1024;
/** What all bodies that are still coming may hold together, bytes. */
const mostHeld = 256 * 1024 * 1024;

const refusals = {
  'too-slow': tooSlow(),
  'too-many': refuse(
    'rate-limited',
    'Too many requests from your address come slowly at once; go on shortly.',
  ),
  'no-room': refuse('unavailable', 'Too much is coming at once; try again shortly.'),
} as const;
type Why = keyof typeof refusals;

/** Why a body that was already being handed on was ended. */
export class Ended extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

/** The lengths of bodies that were taken whole, by their streams: a service is told, however the body was sent. */
export const lengths = new WeakMap<Readable, number>();

const onePiece = (bytes: Buffer): Readable => {
  const stream = new Readable({
    read() {
      this.push(bytes);
      this.push(null);
    },
  });
  lengths.set(stream, bytes.length);
  return stream;
};

interface Heard {
  piece(piece: Buffer): void;
  end(): void;
  cut(): void;
}

/** Tells what comes, until what it gives is called. */
const hear = (payload: IncomingMessage, { piece, end, cut }: Heard): (() => void) => {
  payload.on('data', piece).on('end', end).on('close', cut).on('error', cut);
  return () => {
    payload.off('data', piece).off('end', end).off('close', cut).off('error', cut);
    // One that was ended may still break off; whoever answers deals with that.
    payload.on('error', () => undefined);
  };
};

const brokenOff = (): Refusal => refuse('invalid-request', 'The body broke off before its end.');

interface Body {
  readonly payload: IncomingMessage;
  readonly origin: string;
  readonly limit: number;
}

/** The beginning of a body, and the rest as it comes at a fair pace. */
const passedOn = ({ payload, origin, limit }: Body, beginning: Buffer, { watch }: Watch): Readable => {
  let bytes = beginning.length;
  const stream = new Readable({
    read: () => void payload.resume(),
    destroy: (error, done) => {
      unwatch();
      deaf();
      done(error);
    },
  });
  const end = (refusal: Refusal): void => void stream.destroy(new Ended(refusal));
  const unwatch = watch({ origin, moved: () => bytes, end: (why) => end(refusals[why]) });
  const deaf = hear(payload, {
    piece: (piece) => {
      bytes += piece.length;
      if (bytes > limit) end(tooLarge(limit));
      else if (!stream.push(piece)) payload.pause();
    },
    end: () => {
      unwatch();
      deaf();
      stream.push(null);
    },
    cut: () => end(brokenOff()),
  });
  stream.push(beginning);
  return stream;
};

export type Taken = (refusal: Refusal | null, body?: Readable) => void;

/**
 * Takes bodies for the services, so that whoever sends slowly holds nothing of theirs: a connection to a service is used
 * for what has come, and for a large body while it comes at a fair pace.
 */
export const bodyTaker = (watching: Watch) => {
  let held = 0;
  /** Those of which something is held, the longest under way first. */
  const holding = new Set<(why: Why) => void>();

  /** Collects a body, or the first part of a large one. */
  const collect = (body: Body, taken: Taken): void => {
    const { payload, origin, limit } = body;
    const pieces: Buffer[] = [];
    let bytes = 0;
    const settle = (refusal: Refusal | null, stream?: Readable): void => {
      unwatch();
      deaf();
      held -= bytes;
      holding.delete(end);
      taken(refusal, stream);
    };
    const end = (why: Why): void => settle(refusals[why]);
    const unwatch = watching.watch({ origin, moved: () => bytes, end });
    const deaf = hear(payload, {
      piece: (piece) => {
        pieces.push(piece);
        bytes += piece.length;
        held += piece.length;
        holding.add(end);
        if (bytes > limit) settle(tooLarge(limit));
        else if (bytes > whole) settle(null, passedOn(body, Buffer.concat(pieces, bytes), watching));
        else if (held > mostHeld) holding.values().next().value?.('no-room');
      },
      end: () => (bytes ? settle(null, onePiece(Buffer.concat(pieces, bytes))) : settle(null)),
      cut: () => settle(brokenOff()),
    });
  };

  return (request: FastifyRequest, payload: IncomingMessage, limit: number, taken: Taken): void => {
    const body = { payload, origin: originOf(request.ip), limit };
    if (Number(request.headers['content-length'] ?? 0) > limit) taken(tooLarge(limit));
    else collect(body, taken);
  };
};
