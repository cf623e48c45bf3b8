import type { NotCarried } from '@skein/contracts';

type Effect = NotCarried['effect'];
type Name = NonNullable<NotCarried['names']>[number];

/**
 * What a foreign form says that did not come in as it stood there, gathered while it is read. Whatever a reader of a form
 * does not carry, it says here: nothing is left out or changed in silence.
 */
export interface Notes {
  /** Is not there: a question, a choice, a check. */
  leftOut(path: string, detail: string): void;
  /** Is there, but asks, shows or counts something else. */
  changed(path: string, detail: string): void;
  /** Looked or stood otherwise and means the same. */
  looks(path: string, detail: string): void;
  /** Has another name; of a name that stays, nothing is said. */
  renamed(path: string, was: string, is: string): void;
  /** What matters most first; what is said of many places in one line. */
  all(): NotCarried[];
}

const weight: Effect[] = ['left-out', 'changed', 'looks', 'renamed'];
const shown = 3;

const renames = (names: readonly Name[]): NotCarried[] => {
  const [first] = names;
  if (!first) return [];
  const told = names.slice(0, shown).map(({ was, is }) => `“${was.slice(0, 80)}” is now ${is}`);
  const more = names.length > shown ? `, and ${names.length - shown} more` : '';
  const detail = `has other names, written as keys are here; nothing else changes by that: ${told.join(', ')}${more}`;
  return [{ effect: 'renamed', path: '#', detail, names: [...names] }];
};

/** Whatever is said of several places alike is said once. */
const folded = (notes: readonly NotCarried[]): NotCarried[] => {
  const byDetail = Map.groupBy(notes, ({ effect, detail }) => `${effect} ${detail}`);
  return [...byDetail.values()].flatMap((alike) => {
    const [first, ...rest] = alike.filter(
      ({ path }, index) => alike.findIndex((other) => other.path === path) === index,
    );
    if (!first) return [];
    return [rest.length ? { ...first, also: rest.map(({ path }) => path) } : first];
  });
};

export const createNotes = (): Notes => {
  const notes: NotCarried[] = [];
  const names: Name[] = [];
  const note =
    (effect: Effect) =>
    (path: string, detail: string): void => {
      notes.push({ effect, path, detail });
    };
  return {
    leftOut: note('left-out'),
    changed: note('changed'),
    looks: note('looks'),
    renamed: (path, was, is) => {
      if (was !== is) names.push({ path, was, is });
    },
    all: () => {
      const byWeight = folded(notes).toSorted(
        (one, other) => weight.indexOf(one.effect) - weight.indexOf(other.effect),
      );
      return [...byWeight, ...renames(names)];
    },
  };
};

/** Notes that are taken back: for what is read once more. */
export const quiet: Notes = {
  leftOut: () => undefined,
  changed: () => undefined,
  looks: () => undefined,
  renamed: () => undefined,
  all: () => [],
};
