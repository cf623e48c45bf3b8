import { lettersContract, questionSubject, type Session } from '@skein/contracts';
import type { RunningService } from '@skein/service-kit';
import { call, type Reply, type TestRequest, tokenFor, until } from '@skein/service-kit/testing';

/** Stands where notification stands: takes every letter that is to be sent now, over the real NATS. */
export const catchLetters = ({ context: { nats, config } }: Pick<RunningService, 'context'>) => {
  const letters: {
    readonly letter: string;
    readonly email: string;
    readonly token: string;
    readonly link: string;
  }[] = [];
  const subject = questionSubject(config.SKEIN_PREFIX, '*', lettersContract.questions.sendNow);
  const subscription = nats.connection.subscribe(subject, {
    callback: (_failure, message) => {
      const { letter, to, link } = lettersContract.questions.sendNow.question.parse(message.json());
      letters.push({ letter, email: to.email, token: new URL(link).hash.replace(/^#\w+=/, ''), link });
      message.respond(JSON.stringify({ answer: { outcome: 'sent' } }));
    },
  });
  const to = (email: string) => letters.filter((letter) => letter.email === email);
  return {
    to,
    /** The token in the letter that comes to an address after `before` others. */
    token: async (email: string, before = 0): Promise<string> =>
      (await until(`letter ${before + 1} to ${email}`, () => to(email)[before])).token,
    stop: () => subscription.unsubscribe(),
  };
};
export type Letters = ReturnType<typeof catchLetters>;

/** A browser as the API sees it: it keeps its cookies. */
export const visitor = (baseUrl: string, letters: Letters) => {
  const cookies = new Map<string, string>();
  const send = async <T = never>(
    method: string,
    path: string,
    request: TestRequest = {},
  ): Promise<Reply<T>> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await call<T>(baseUrl, method, path, {
      ...request,
      headers: { ...(cookie && { cookie }), ...request.headers },
    });
    for (const line of reply.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return reply;
  };
  const ask = (email: string, headers?: Record<string, string>) =>
    send<{ status: string }>('POST', '/sign-in-links', { body: { email }, ...(headers && { headers }) });
  const open = (token: string) => send<Session>('POST', '/sessions', { body: { token } });
  const askForToken = async (email: string): Promise<string> => {
    const before = letters.to(email).length;
    await ask(email);
    return letters.token(email, before);
  };
  return {
    cookies,
    send,
    ask,
    /** Uses a link's token. */
    open,
    /** Asks for a link, and reads its token in the letter. */
    askForToken,
    /** Signs in as a person does, from the letter. */
    signIn: async (email: string): Promise<Session> => {
      const opened = await open(await askForToken(email));
      if (opened.status !== 201) throw new Error(`Not signed in: ${opened.problem.detail}`);
      return opened.body;
    },
    refresh: () => send<Session>('POST', '/sessions/refresh'),
  };
};
export type Visitor = ReturnType<typeof visitor>;

let count = 0;

/** Makes a member, and gives their id and their address. */
export const makeMember = async (
  service: RunningService,
  ...roles: string[]
): Promise<{ readonly id: string; readonly email: string }> => {
  const as = await tokenFor(service, { roles: ['admin'] });
  const email = `somebody-${++count}@example.org`;
  const body = { people: [{ name: `Somebody ${count}`, email, roles }] };
  const reply = await call<{ people: { id: string }[] }>(service.url, 'POST', '/people/import', { as, body });
  return { id: reply.body.people[0]?.id ?? '', email };
};

/** The value that a cookie was set to. */
export const cookieIn = (headers: Headers, cookie: string): string | undefined =>
  new RegExp(`(?:^|, )${cookie}=([^;]*)`).exec(headers.getSetCookie().join(', '))?.[1];

/** A cookie as it was set, without what differs each time. */
export const flagsIn = (headers: Headers, cookie: string): string[] =>
  (headers.getSetCookie().find((line) => line.startsWith(`${cookie}=`)) ?? '')
    .split('; ')
    .slice(1)
    .filter((flag) => !flag.startsWith('Expires='));
