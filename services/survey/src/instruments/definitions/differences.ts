import type { Difference, InstrumentContent } from '@skein/contracts';

type Leaves = Map<string, unknown>;

/** All that a value says, by path: records in lists by their key, and the lists themselves by the order of their keys. */
const leavesOf = (value: unknown, path: string, leaves: Leaves): Leaves => {
  if (Array.isArray(value)) {
    const keys = value.map((item, index) => String((item as { key?: string } | null)?.key ?? index + 1));
    for (const [index, item] of value.entries()) leavesOf(item, `${path}/${keys[index]}`, leaves);
    if (value.some((item) => item?.key)) leaves.set(`${path}/order`, keys);
    return leaves;
  }
  if (typeof value !== 'object' || value === null) {
    if (value !== undefined) leaves.set(path, value);
    return leaves;
  }
  for (const [name, inner] of Object.entries(value)) {
    if (name !== 'key') leavesOf(inner, path ? `${path}/${name}` : name, leaves);
  }
  return leaves;
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What differs between two versions of an instrument, field by field. */
export const differencesBetween = (before: InstrumentContent, after: InstrumentContent): Difference[] => {
  const [old, current] = [leavesOf(before, '', new Map()), leavesOf(after, '', new Map())];
  return [...new Set([...old.keys(), ...current.keys()])].toSorted().flatMap((path): Difference[] => {
    const [was, is] = [old.get(path), current.get(path)];
    if (!current.has(path)) return [{ path, change: 'removed', before: was }];
    if (!old.has(path)) return [{ path, change: 'added', after: is }];
    return same(was, is) ? [] : [{ path, change: 'changed', before: was, after: is }];
  });
};
