import type { Letter } from './letter.ts';

/** Which letters to list. Texts are compared without regard to case. */
export interface LetterFilter {
  /** A whole address, `@domain`, or any part of an address. */
  readonly to?: string | undefined;
  /** Part of the subject. */
  readonly subject?: string | undefined;
}

export interface LetterPage {
  readonly items: readonly Letter[];
  /** Cursor of the next page; absent on the last. */
  readonly next?: string;
  /** How many letters match in all. */
  readonly total: number;
}

/** A Message-ID that reached a recipient more than once. */
export interface Duplicate {
  readonly messageId: string;
  readonly recipient: string;
  readonly count: number;
  /** The letters in order of arrival. */
  readonly letters: readonly string[];
}

// `anna@x.org` must not find `joanna@x.org`: a test that counts letters would count a stranger's.
const recipientMatcher = (wanted: string): ((address: string) => boolean) => {
  const at = wanted.indexOf('@');
  if (at === -1) return (address) => address.includes(wanted);
  return at === 0 ? (address) => address.endsWith(wanted) : (address) => address === wanted;
};

const matcher = ({ to, subject }: LetterFilter): ((letter: Letter) => boolean) => {
  const toMatches = recipientMatcher((to ?? '').trim().toLowerCase());
  const words = (subject ?? '').trim().toLowerCase();
  return (letter) =>
    (!to || letter.to.some((address) => toMatches(address.toLowerCase()))) &&
    letter.subject.toLowerCase().includes(words);
};

/** The index of all letters, in memory and in order of arrival. */
export const letterRegister = () => {
  let letters: Letter[] = [];
  let byId = new Map<string, Letter>();
  let deliveries = new Map<string, Letter[]>();
  let bytes = 0;
  const listeners = new Set<(letter: Letter) => void>();

  const add = (letter: Letter): void => {
    letters.push(letter);
    byId.set(letter.id, letter);
    bytes += letter.size;
    for (const recipient of new Set(letter.to.map((address) => address.toLowerCase()))) {
      const key = `${recipient}\n${letter.messageId ?? letter.id}`;
      const same = deliveries.get(key);
      if (same === undefined) deliveries.set(key, [letter]);
      else same.push(letter);
    }
    for (const listener of listeners) listener(letter);
  };

  const page = (filter: LetterFilter, after: string | undefined, limit: number): LetterPage => {
    const matching = letters.filter(matcher(filter)).reverse();
    const rest = after === undefined ? matching : matching.filter(({ id }) => id < after);
    const items = rest.slice(0, limit);
    const last = items.at(-1);
    const more = last !== undefined && rest.length > limit;
    return { items, total: matching.length, ...(more ? { next: last.id } : {}) };
  };

  const duplicates = (): Duplicate[] =>
    [...deliveries].flatMap(([key, same]) => {
      const messageId = same[0]?.messageId;
      if (same.length < 2 || !messageId) return [];
      const recipient = key.slice(0, -messageId.length - 1);
      return [{ messageId, recipient, count: same.length, letters: same.map(({ id }) => id) }];
    });

  const recipients = (): number => new Set([...deliveries.keys()].map((key) => key.split('\n', 1)[0])).size;

  /** Forgets all letters and tells their ids. */
  const clear = (): string[] => {
    const ids = letters.map(({ id }) => id);
    letters = [];
    byId = new Map();
    deliveries = new Map();
    bytes = 0;
    return ids;
  };

  return {
    add,
    page,
    duplicates,
    clear,
    all: (): readonly Letter[] => letters,
    get: (id: string): Letter | undefined => byId.get(id),
    summary: () => ({ letters: letters.length, recipients: recipients(), bytes }),
    /** Calls back for each letter that arrives, until the function it gives back is called. */
    onArrival: (listener: (letter: Letter) => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

export type LetterRegister = ReturnType<typeof letterRegister>;
