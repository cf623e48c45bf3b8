import type { Letter } from './letter.ts';
import type { LetterRegister } from './register.ts';

const DEFAULT_TIMEOUT = 5_000;

// Enough to see what went wrong, few enough to read.
const LETTERS_TOLD = 10;

const tell = (letters: readonly Letter[]): string => {
  if (letters.length === 0) return 'no letter has arrived';
  const last = letters.slice(-LETTERS_TOLD).map(({ subject, to }) => `"${subject}" to ${to.join(', ')}`);
  return `${letters.length} have arrived, the last: ${last.join('; ')}`;
};

/** Waiting for letters that may be there already. */
export const letterWaits = (register: LetterRegister) => {
  const pending = new Set<(reason: Error) => void>();

  const waitFor = (
    predicate: (letter: Letter) => boolean,
    { timeoutMs = DEFAULT_TIMEOUT } = {},
  ): Promise<Letter> => {
    const there = register.all().find(predicate);
    if (there !== undefined) return Promise.resolve(there);
    const { promise, resolve, reject } = Promise.withResolvers<Letter>();
    const fail = () => reject(new Error(`No such letter within ${timeoutMs} ms: ${tell(register.all())}`));
    const timer = setTimeout(fail, timeoutMs);
    const forget = register.onArrival((letter) => {
      try {
        if (predicate(letter)) resolve(letter);
      } catch (error) {
        reject(error);
      }
    });
    pending.add(reject);
    return promise.finally(() => {
      clearTimeout(timer);
      forget();
      pending.delete(reject);
    });
  };

  return {
    waitFor,
    /** Fails whoever still waits: nothing arrives any more. */
    end: (): void => {
      for (const reject of pending) reject(new Error('The mailbox was stopped'));
    },
  };
};
