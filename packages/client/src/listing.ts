/** Items that are read page by page while they are gone through. */
export interface Listing<T> extends AsyncIterable<T> {
  toArray(): Promise<T[]>;
  /** The first that fits; what comes after it is not asked for. */
  find(fits: (item: T) => boolean): Promise<T | undefined>;
}

interface PageOf<T> {
  readonly items: readonly T[];
  readonly next?: string | undefined;
}

/** A listing by what reads the page after a cursor; reading begins anew with each walk through it. */
export const listing = <T>(read: (after: string | undefined) => Promise<PageOf<T>>): Listing<T> => {
  async function* walk(): AsyncGenerator<T, void> {
    let after: string | undefined;
    do {
      const page = await read(after);
      yield* page.items;
      after = page.next;
    } while (after);
  }
  return {
    [Symbol.asyncIterator]: walk,
    toArray: async () => {
      const items: T[] = [];
      for await (const item of walk()) items.push(item);
      return items;
    },
    find: async (fits) => {
      for await (const item of walk()) if (fits(item)) return item;
      return undefined;
    },
  };
};
