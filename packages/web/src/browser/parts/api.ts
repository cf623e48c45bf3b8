import type { Problem } from '@skein/contracts';

/** A call that the API refused, in the problem's own words. */
export class Refused extends Error {
  readonly problem: Problem;
  /** When to ask again, in seconds; 0 where the service does not say. */
  readonly retryAfter: number;
  constructor(problem: Problem, retryAfter: number) {
    super(problem.detail);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** Every request to the API goes this way; throws `Refused`, or a `TypeError` where there is no network. */
const request = async (path: string, options?: RequestInit): Promise<Response> => {
  const response = await fetch(`/api/v1${path}`, options);
  if (response.ok) return response;
  throw new Refused(await response.json(), Number(response.headers.get('retry-after')) || 0);
};

/** Calls the API; gives what it replies, as it came. */
export const api = async (path: string, options?: RequestInit) => {
  const response = await request(path, options);
  return response.status === 204 ? undefined : response.json();
};

/** The options of a call that sends this as JSON; of one that sends nothing, where there is nothing. */
export const json = (
  body?: unknown,
  { method = 'POST', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): RequestInit =>
  body === undefined
    ? { method, headers }
    : { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };

/** Calls the API with neither cookie nor session: who is asked for a ballot must not be who answers. */
export const apiUnnamed = (method: string, path: string, body?: object) =>
  api(path, { ...json(body, { method }), credentials: 'omit', cache: 'no-store' });

/** All items of a listing, whose path may have a query. */
export const list = async (path: string, get: typeof api = api) => {
  const items = [];
  for (let after = ''; ; ) {
    const page = await get(`${path}${path.includes('?') ? '&' : '?'}limit=200${after}`);
    items.push(...page.items);
    if (!page.next) return items;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
};

/** Has the browser keep a file of the API under a name. */
export const keepFile = async (path: string, name: string, options?: RequestInit): Promise<void> => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await (await request(path, options)).blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};
