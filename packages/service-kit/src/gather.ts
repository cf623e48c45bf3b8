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
