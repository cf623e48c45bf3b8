import type { Notes } from './notes.ts';

const longest = 34;

/** A name as a key: `What’s up?` becomes `what-s-up`. Nothing of it may be left. */
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');

/** Makes keys out of names, each once; `reserved` are not given to any. */
export const createKeys = (fallback: string, reserved: readonly string[] = []) => {
  const taken = new Set<string>(reserved);
  const counts = new Map<string, number>();
  return (name: string | undefined, path: string, notes: Notes): string => {
    const words = plain(name ?? '');
    const lead = (/^[a-z]/.test(words) ? words : `${fallback}-${words}`).slice(0, longest).replace(/-+$/, '');
    let key = lead;
    let again = counts.get(lead) ?? 1;
    while (taken.has(key)) {
      again += 1;
      key = `${lead}-${again}`;
    }
    counts.set(lead, again);
    taken.add(key);
    notes.renamed(path, name ?? '', key);
    return key;
  };
};
