/**
 * Gathers what comes while a write is under way into the next one, at most `most` together, so that many share one
 * journaled write and none waits for a timer. The promise of each resolves with the result of the write it was part of.
 */
export const gather = <T, R>(
  write: (items: readonly T[]) => Promise<R>,
  most: number = Number.POSITIVE_INFINITY,
) => {
  let next: { items: T[]; result: Promise<R> } | undefined;
  let underWay: Promise<unknown> = Promise.resolve();
  return (item: T): Promise<R> => {
    if (next && next.items.length < most) {
      next.items.push(item);
      return next.result;
    }
    const items = [item];
    const result = underWay.then(() => {
      if (next?.items === items) next = undefined;
      return write(items);
    });
    next = { items, result };
    underWay = result.catch(() => undefined);
    return result;
  };
};

/** The same for each key by itself; of a key that nobody waits for nothing is kept. */
export const gatherEach = <T, R>(
  keyOf: (item: T) => string,
  write: (items: readonly T[], first: T) => Promise<R>,
  most?: number,
) => {
  const places = new Map<string, { add: (item: T) => Promise<R>; waiting: number }>();
  return async (item: T): Promise<R> => {
    const key = keyOf(item);
    const place = places.get(key) ?? {
      add: gather((items) => write(items, items[0] as T), most),
      waiting: 0,
    };
    places.set(key, place);
    place.waiting += 1;
    try {
      return await place.add(item);
    } finally {
      place.waiting -= 1;
      if (place.waiting === 0) places.delete(key);
    }
  };
};
