import jwt, { type JWT, type VerifyOptions } from '@fastify/jwt';
import Fastify from 'fastify';

// The plugin lives in an app. Links are signed and looked at where there is no request too, so it is in one of its own,
// which never listens; every token of a process goes through it.
const app = Fastify();
// Each token names its key, so there is none that holds for all.
const noKey = async (): Promise<string> => '';
await app.register(jwt, { secret: { private: noKey, public: noKey } });

export const { sign, decode }: Pick<JWT, 'sign' | 'decode'> = app.jwt;

type Verify = <T extends object>(token: string) => T;
/** Keys are changed now and then, and each is used for a handful of audiences. */
const mostKept = 200;
const kept = new Map<string, Promise<Verify>>();

const begin = async (key: string, rules: Partial<VerifyOptions>): Promise<Verify> => {
  const one = Fastify();
  await one.register(jwt, { secret: { public: key }, verify: rules });
  return (token) => one.jwt.verify(token);
};

/** What checks tokens by a key and rules; kept, since reading a key costs as much as checking a signature. */
export const verifierBy = (key: string, rules: Partial<VerifyOptions>): Promise<Verify> => {
  const name = JSON.stringify([key, rules]);
  const known = kept.get(name);
  if (known) return known;
  if (kept.size >= mostKept) kept.clear();
  const made = begin(key, rules);
  kept.set(name, made);
  return made;
};
