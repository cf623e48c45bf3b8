import { apiPrefix } from '@skein/contracts';
import { originOf, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { knownMs, linkMs } from '../sessions/decide.ts';
import { newSecret } from '../sessions/secrets.ts';

const browserCookie = 'skein_browser';
const refreshCookie = 'skein_session';
const sessionsPath = `${apiPrefix}/sessions`;
// Each cookie goes where it is read and nowhere else: what answers a survey must not tell the browser.
const browserPaths = [sessionsPath, `${apiPrefix}/sign-in-links`];

// A browser that somebody signed in with keeps its secret for long; so the secret itself says which it is.
const lasting = 'k.';
const longest = 100;

/** The secret of the browser that asks, if it has one. */
export const browserIn = ({ cookies }: FastifyRequest): string | undefined => {
  const secret = cookies[browserCookie];
  return secret && secret.length <= longest ? secret : undefined;
};

/** The secret of a browser that asks for a link: the one it has, so that all its links work, or a new one. */
export const askingBrowser = (request: FastifyRequest): string => browserIn(request) ?? newSecret();

/** The secret of a browser that somebody signed in with. */
export const signedInBrowser = (request: FastifyRequest): string => {
  const before = browserIn(request);
  return before?.startsWith(lasting) ? before : `${lasting}${newSecret()}`;
};

export const refreshTokenIn = (request: FastifyRequest): [id: string, secret: string] | undefined => {
  const [id, secret] = (request.cookies[refreshCookie] ?? '').split('.');
  return id && secret ? [id, secret] : undefined;
};

/** Tells one browser from another as well as may be without keeping anything of it; hashed with the token alone. */
export const handOf = ({ ip, headers }: FastifyRequest, secret: string): string =>
  [secret, originOf(ip), headers['user-agent'] ?? ''].join('\n');

/** The cookies of a network's site. */
export const cookiesOf = (config: ServiceContext['config'], network: string) => {
  const secure = publicUrlOf(config, network).startsWith('https:');
  const flags = { httpOnly: true, sameSite: 'strict', secure } as const;
  return {
    setBrowser: (reply: FastifyReply, secret: string): void => {
      const maxAge = (secret.startsWith(lasting) ? knownMs : linkMs) / 1000;
      for (const path of browserPaths) reply.setCookie(browserCookie, secret, { ...flags, path, maxAge });
    },
    setToken: (reply: FastifyReply, session: string, secret: string, expires: Date): void => {
      reply.setCookie(refreshCookie, `${session}.${secret}`, { ...flags, path: sessionsPath, expires });
    },
    clearToken: (reply: FastifyReply): void => {
      reply.clearCookie(refreshCookie, { ...flags, path: sessionsPath });
    },
  };
};
