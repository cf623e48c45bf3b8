import type { Readable } from 'node:stream';
import sax from 'sax';
import { tableLimits, UnreadableTable } from './table.ts';

const refuse = (detail: string): never => {
  throw new UnreadableTable({ detail });
};

interface Handlers {
  open?: (tag: sax.Tag) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

type Limits = Readonly<Record<'depth' | 'elements' | 'attributes', number>> & {
  /** What is read, as a person calls it. */
  readonly what?: string;
};

/** Counts what costs memory or time while it goes by: a file of a few kilobytes unpacks to gigabytes. */
const counting = ({ what = 'workbook', ...limits }: Limits) => {
  let depth = 0;
  let elements = 0;
  let attributes = 0;
  return {
    begin: () => {
      attributes = 0;
      depth += 1;
      elements += 1;
      if (depth > limits.depth) refuse(`Elements of the ${what} lie in each other deeper than in any.`);
      if (elements > limits.elements) refuse(`The ${what} has more elements than any.`);
    },
    attribute: () => {
      attributes += 1;
      if (attributes > limits.attributes) refuse(`An element of the ${what} has more attributes than any.`);
    },
    end: () => {
      depth -= 1;
    },
  };
};

/** Reads XML piece by piece; `yielded` gives what the handlers made of the pieces so far. */
export async function* parseXml<T>(
  part: Readable,
  handlers: Handlers,
  yielded: () => T[],
  limits: Limits = tableLimits,
): AsyncGenerator<T> {
  const parser = sax.parser(true, { trim: false });
  const count = counting(limits);
  const { what = 'workbook' } = limits;
  parser.onopentagstart = count.begin;
  parser.onattribute = count.attribute;
  parser.onopentag = (tag) => handlers.open?.(tag as sax.Tag);
  parser.onclosetag = (name) => {
    count.end();
    handlers.close?.(name);
  };
  parser.ontext = (text) => handlers.text?.(text);
  parser.oncdata = (text) => handlers.text?.(text);
  // Where entities are declared that grow without bound.
  parser.ondoctype = () => refuse(`The ${what} declares a document type, which none does.`);
  parser.onerror = () => refuse(`A part of the ${what} is not XML: is the file damaged?`);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of part) {
    parser.write(decoder.decode(chunk as Buffer, { stream: true }));
    yield* yielded();
  }
  parser.close();
  yield* yielded();
}

/** Reads XML to its end, bounded: whatever people upload, it costs no more than its limits. */
export const readXml = async (
  part: Readable | undefined,
  handlers: Handlers,
  limits?: Limits,
): Promise<void> => {
  if (!part) return;
  for await (const _ of parseXml(part, handlers, () => [], limits));
};
