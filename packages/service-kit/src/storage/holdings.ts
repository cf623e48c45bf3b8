import { unnamed } from './pointers.ts';
import type { Reader, Tx } from './transaction.ts';

/** A row as the mechanism knows it; each collection's own schema says the rest. */
export interface HeldRow {
  readonly _id: string;
}

/** A query of MongoDB; each holding's own schema knows the fields. */
export type Query = Readonly<Record<string, unknown>>;

/** Where rows are looked for: one person of one network. */
export interface Whose {
  readonly network: string;
  readonly person: string;
}

/** A merge: what named `person` names `kept` from then on. */
export interface Merging extends Whose {
  readonly kept: string;
}

/** What becomes of a row that names an erased person. */
export type Erasing<T> =
  | { readonly does: 'remove' }
  /** The row that takes its place; undefined where nothing of it is to stay. `stranger` is a new id, of nobody. */
  | {
      readonly does: 'change';
      readonly why: string;
      readonly to: (row: T, person: string, stranger: string) => T | undefined;
    }
  | { readonly does: 'keep'; readonly why: string }
  | { readonly does: 'itself'; readonly erase: (tx: Tx, row: T) => Promise<void> };

/** What becomes of a row that names somebody who turned out to be another one twice. */
export type Merged<T> =
  /** Found again by rebuilding, or of no use to the kept person: it goes. */
  | { readonly does: 'remove' }
  /** It says what was; or follows another collection's row. */
  | { readonly does: 'stay' }
  | {
      readonly does: 'rename';
      /** What is left of a row that named both: undefined where it says nothing any more. */
      readonly tidy?: (renamed: T) => T | undefined;
      /** The row's id where that is made from the person's. */
      readonly idFor?: (row: T) => string;
      /** The kept person's row that a unique index, or plain sense, allows beside none other. */
      readonly beside?: (renamed: T) => Query;
      /** The one row of the two, with the id of the kept one's. */
      readonly resolve?: (kept: T, gone: T) => T;
    }
  | { readonly does: 'itself'; readonly merge: (tx: Tx, row: T, merging: Merging) => Promise<void> };

/** How a person's rows are found, where the fields that hold their id do not tell it alone. */
type Finding =
  | { readonly find?: never; readonly foundBy?: never }
  | {
      readonly find: (reader: Reader, whose: Whose) => Promise<Query>;
      /**
       * The collections that `find` looks into, and no other is opened to it. Those are gone over later than this one,
       * while what leads here is still known.
       */
      readonly foundBy: readonly string[];
    };

/** A collection that holds something of people. */
export type Holding<T extends HeldRow = HeldRow> = Finding & {
  /** In plain words, for the export and the receipt: “Your places in communities”. */
  readonly title: string;
  /** Dotted paths of the fields that hold a person's id; arrays on the way are gone into. */
  readonly at: readonly string[];
  /** What the export shows of a row to the person: theirs alone; undefined shows nothing of it. */
  readonly show: (row: T, person: string) => Readonly<Record<string, unknown>> | undefined;
  readonly erase: Erasing<T>;
  readonly merge: Merged<T>;
  /** Whether rows carry a version of their own, raised with each change, so that a stale edit is refused. */
  readonly versioned?: true;
};

/** What a collection holds of people; said for each, so that no record is forgotten when somebody is. */
export type People = { readonly nobody: string } | { readonly holding: Holding };

/** A collection with nothing of people in it; `why` is for whoever asks how that can be. */
export const holdsNobody = (why: string): People => ({ nobody: why });

export const holds = <T extends HeldRow>(holding: Holding<T>): People => ({
  holding: holding as unknown as Holding,
});

/** Erasing takes the person's id out of the row and leaves what is everybody's. */
export const takeOut = <T extends HeldRow>(why: string, ...paths: string[]): Erasing<T> => ({
  does: 'change',
  why,
  to: (row, person) => unnamed(row, paths, person),
});

/** Shows nothing of a row: it is no more than an id, or a secret. */
export const showsNothing = (): undefined => undefined;
