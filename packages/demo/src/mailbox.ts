import { until } from './until.ts';

export interface Letter {
  readonly id: string;
  readonly subject: string;
  readonly links: string[];
  readonly text: string;
}

export interface Mailbox {
  /** How many letters there are, and which were received more than once. */
  summary(): Promise<{ letters: number }>;
  duplicates(): Promise<unknown[]>;
  /** The letters that are there for this address now, so that a later one can be told from them. */
  lettersTo(address: string): Promise<Set<string>>;
  /** Waits for a letter to this address that has a link to this page, and was not among `seen`; returns the link's token. */
  linkTo(
    address: string,
    page: string,
    seen?: ReadonlySet<string>,
    timeoutMs?: number,
  ): Promise<{ token: string; letter: Letter }>;
  /** Waits for a letter to this address whose subject fits. */
  letter(address: string, subject: RegExp): Promise<Letter>;
}

/** A page, or one below it: `/answer` has one for each survey. */
const leadsTo = (path: string, page: string): boolean => path === page || path.startsWith(`${page}/`);

/** The local mailbox, read as a person reads theirs. */
export const openMailbox = (url: string): Mailbox => {
  const get = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${url}${path}`);
    if (!response.ok) throw new Error(`The mailbox answers ${response.status} to ${path}.`);
    return (await response.json()) as T;
  };
  const lettersTo = (address: string): Promise<{ items: { id: string; subject: string }[] }> =>
    get(`/api/letters?to=${encodeURIComponent(address)}&limit=20`);

  const linkIn = async (id: string, page: string): Promise<{ token: string; letter: Letter } | undefined> => {
    const letter = await get<Letter>(`/api/letters/${id}`);
    const link = letter.links
      .map((candidate) => new URL(candidate))
      .find(({ pathname }) => leadsTo(pathname, page));
    const token =
      link && (new URLSearchParams(link.hash.slice(1)).get('token') ?? link.searchParams.get('token'));
    return token ? { token, letter: { ...letter, id } } : undefined;
  };

  return {
    summary: () => get('/api/summary'),
    duplicates: async () => (await get<{ items: unknown[] }>('/api/duplicates')).items,
    lettersTo: async (address) => new Set((await lettersTo(address)).items.map(({ id }) => id)),
    linkTo: (address, page, seen = new Set(), timeoutMs = undefined) => {
      const probe = async () => {
        const { items } = await lettersTo(address);
        for (const { id } of items.filter((item) => !seen.has(item.id))) {
          const found = await linkIn(id, page);
          if (found) return found;
        }
        return undefined;
      };
      return until(`a letter to ${address} with a link to ${page}`, probe, timeoutMs);
    },
    letter: (address, subject) =>
      until(`a letter to ${address} about ${subject}`, async () => {
        const found = (await lettersTo(address)).items.find((item) => subject.test(item.subject));
        return found && { ...(await get<Letter>(`/api/letters/${found.id}`)), id: found.id };
      }),
  };
};
