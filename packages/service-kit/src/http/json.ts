import { refuse } from '@skein/contracts';
import type { FastifyInstance } from 'fastify';

/** Deeper than any form or condition that people build. What goes over a body from level to level has room for it. */
const deepest = 100;

const [quote, backslash] = ['"', '\\'].map((mark) => mark.charCodeAt(0));
const opening = new Set(['[', '{'].map((mark) => mark.charCodeAt(0)));
const closing = new Set([']', '}'].map((mark) => mark.charCodeAt(0)));

/** Whether arrays and objects of a JSON text lie in each other deeper than `most`. */
export const isDeeperThan = (text: string, most: number): boolean => {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inText && code === backslash) index += 1;
    else if (code === quote) inText = !inText;
    else if (inText) continue;
    else if (opening.has(code)) depth += 1;
    else if (closing.has(code)) depth -= 1;
    if (depth > most) return true;
  }
  return false;
};

/** Takes JSON as Fastify does, but for what is nested without end: a megabyte of brackets would end in a full stack. */
export const takeJson = (scope: FastifyInstance): void => {
  const parse = scope.getDefaultJsonParser('error', 'error');
  scope.removeContentTypeParser('application/json');
  scope.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    if (!isDeeperThan(text, deepest)) return void parse(request, text, done);
    const detail = `Arrays and objects of the body lie in each other more than ${deepest} deep.`;
    done(refuse('invalid-request', detail) as never);
  });
};
