import type { Ballot } from '@skein/answering';
import type { Answers, QuizMark } from '@skein/contracts';

/** Fields of the form by their names, in their order. */
export type Entries = [name: string, value: string][];

export interface Pending {
  readonly version: number;
  readonly answers: Answers;
  readonly revision?: number;
}

export interface Receipt {
  readonly response: string;
  readonly secret: string;
  readonly proof?: string;
  readonly quiz?: QuizMark;
}

/** What a device keeps of one survey and one link: the draft, what waits to be sent, the ballot, the receipt. */
export interface Kept {
  readonly response: string;
  readonly secret: string;
  readonly order: string;
  readonly fields: Entries;
  readonly pending?: Pending | undefined;
  readonly ballot?: Ballot | undefined;
  readonly receipt?: Receipt | undefined;
  readonly revision?: number;
  readonly withdrawn?: boolean;
}

/** A browser may forbid all of this, or have no room: then it is kept as long as the page is open. */
const tried = <T>(work: () => T, otherwise: T): T => {
  try {
    return work();
  } catch {
    return otherwise;
  }
};

const linkKey = (survey: string): string => `skein-link.${survey}`;

/** The personal link's token, as long as this tab is open. */
export const keepToken = (survey: string, token: string): void =>
  tried(() => sessionStorage.setItem(linkKey(survey), token), undefined);

export const keptToken = (survey: string): string | undefined =>
  tried(() => sessionStorage.getItem(linkKey(survey)), null) ?? undefined;

/** What is kept of a survey, by the invitation's id, or `open`. */
export const keeping = (survey: string, link: string) => {
  const key = `skein-answer.${survey}.${link}`;
  return {
    read: (): Kept | undefined =>
      tried(() => JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined, undefined),
    /** Whether it is kept beyond this page. */
    write: (kept: Kept): boolean =>
      tried(() => {
        localStorage.setItem(key, JSON.stringify(kept));
        return true;
      }, false),
    forget: (): void => tried(() => localStorage.removeItem(key), undefined),
    /** Does what two tabs of one device must not do at once. */
    alone: <T>(work: () => Promise<T>): Promise<T> =>
      navigator.locks ? (navigator.locks.request(key, work) as Promise<T>) : work(),
  };
};
