import type { Problem, ProblemCode } from '@skein/contracts';
import type { Exchange } from './operation.ts';
import type { RouteEntry } from './routes.ts';

/** What was answered in the end: a reply, or a problem. */
export type Answer = { readonly exchange: Exchange<unknown> } | { readonly problem: Problem };

const fileOf = async (id: string, response: Response): Promise<File> => {
  const said = response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([\w%.!~*()-]+)/.exec(said)?.[1];
  const name = encoded ? decodeURIComponent(encoded) : /filename="([^"]*)"/.exec(said)?.[1];
  const type = response.headers.get('content-type') ?? '';
  return new File([await response.blob()], name ?? id, { type });
};

const codeOf: Readonly<Record<number, ProblemCode>> = {
  413: 'too-large',
  429: 'rate-limited',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** What stands between client and service answers in its own words, or in none. */
const strangeProblem = ({ status, statusText }: Response): Problem => ({
  type: 'about:blank',
  title: statusText,
  status,
  code: codeOf[status] ?? 'internal',
  detail: `What stands before the service answered ${status}.`,
});

const problemIn = async (response: Response): Promise<Problem> => {
  const text = await response.text();
  try {
    const said = JSON.parse(text) as Problem | null;
    return typeof said?.code === 'string' ? said : strangeProblem(response);
  } catch {
    return strangeProblem(response);
  }
};

const jsonIn = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
};

/** A response as what its route answers. */
export const answerIn = async (id: string, { download }: RouteEntry, response: Response): Promise<Answer> => {
  if (!response.ok) return { problem: await problemIn(response) };
  const { status, headers } = response;
  const body = download ? await fileOf(id, response) : await jsonIn(response);
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(headers.get('etag') ?? '')?.[1];
  return {
    exchange: { body, status, headers, version: version === undefined ? undefined : Number(version) },
  };
};
