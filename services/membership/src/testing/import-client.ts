import type { Import, ImportProblem } from '@skein/contracts';
import { call, until } from '@skein/service-kit/testing';

type File = string | Uint8Array<ArrayBuffer> | ReadableStream;

/** What a test does with imports through the API, as one person. */
export const importClient = (url: string, as: string, patienceMs = 180_000) => {
  const send = async (file: File, type = 'text/csv', headers: Record<string, string> = {}, by = as) => {
    const response = await fetch(`${url}/api/v1/imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${by}`, 'content-type': type, ...headers },
      body: file,
      duplex: 'half',
    } as RequestInit);
    return { status: response.status, body: (await response.json()) as Import & { code: string } };
  };
  const settled = (id: string, ...states: Import['state'][]): Promise<Import> =>
    until(
      `the import to be ${states.join(' or ')}`,
      async () => {
        const { body } = await call<Import>(url, 'GET', `/imports/${id}`, { as });
        return states.includes(body.state) && body;
      },
      patienceMs,
    );
  return {
    send,
    settled,
    upload: async (file: File, type?: string): Promise<Import> => {
      const { status, body } = await send(file, type);
      if (status !== 201) throw new Error(`not taken: ${JSON.stringify(body)}`);
      return settled(body.id, 'checked', 'failed');
    },
    again: (id: string, body: object) => call<Import>(url, 'POST', `/imports/${id}/check`, { as, body }),
    apply: (id: string, mode = 'all-or-nothing', by = as) =>
      call<Import>(url, 'POST', `/imports/${id}/apply`, { as: by, body: { mode } }),
    get: <T>(path: string) => call<T>(url, 'GET', path, { as }),
    table: (path: string) => fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${as}` } }),
    problems: async (id: string): Promise<ImportProblem[]> =>
      (await call<{ items: ImportProblem[] }>(url, 'GET', `/imports/${id}/problems`, { as })).body.items,
  };
};
