import jwt, { type JWT } from '@fastify/jwt';
import Fastify from 'fastify';

// The plugin lives in an app. Links are signed and looked at where there is no request too, so it is in one of its own,
// which never listens; every token of a process goes through it.
const app = Fastify();
// Each token names its key, so there is none that holds for all.
const noKey = async (): Promise<string> => '';
await app.register(jwt, { secret: { private: noKey, public: noKey } });

export const { sign, verify, decode }: Pick<JWT, 'sign' | 'verify' | 'decode'> = app.jwt;
