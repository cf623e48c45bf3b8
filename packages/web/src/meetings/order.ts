/** What stands at a place of an agenda. */
export interface Standing {
  readonly id: string;
  readonly part: number;
}

/** The order with an item put before another one, or at the end of a part. */
export const put = <T extends Standing>(
  items: readonly T[],
  id: string,
  { part, before }: { readonly part: number; readonly before?: string },
): readonly T[] => {
  const item = items.find((one) => one.id === id);
  if (!item || id === before) return items;
  const others = items.filter((one) => one !== item);
  const at = others.findIndex((one) => one.id === before);
  const end = others.findLastIndex((one) => one.part <= part) + 1;
  return others.toSpliced(at < 0 ? end : at, 0, { ...item, part });
};

/** The order with an item one place earlier or later, over the border of its part too; undefined where it cannot go on. */
export const moved = <T extends Standing>(
  items: readonly T[],
  id: string,
  by: -1 | 1,
  parts: number,
): T[] | undefined => {
  const at = items.findIndex((item) => item.id === id);
  const item = items[at];
  if (!item) return undefined;
  const neighbour = items[at + by];
  if (neighbour?.part === item.part) {
    const others = items.filter((one) => one !== item);
    return others.toSpliced(at + by, 0, item);
  }
  const part = item.part + by;
  if (part < 0 || part >= parts) return undefined;
  return items.map((one) => (one === item ? { ...item, part } : one));
};
