import type { ConsentPurpose } from '@skein/contracts';

/** Why a letter may go to somebody. */
export type Ground =
  /** They agreed to it, to any of several: whether they still do is looked at as it goes. */
  | { readonly consent: ConsentPurpose | readonly ConsentPurpose[] }
  /** A service letter, which goes whatever they agreed to; this says why. */
  | { readonly service: string };

/** What the ledger knows of a kind of letter; what such a letter says is not its business. */
export interface KindFacts {
  readonly name: string;
  /** Where more is due than can be sent at once, the lowest goes first: who waits for a letter before those who do not. */
  readonly urgency: number;
  readonly ground: Ground;
  /**
   * `listed` were members when the letters were made, so one who is not known has gone. `named` were named by an event,
   * which may come before what tells of them. `abroad` are no members: where each letter goes is written with it.
   */
  readonly recipients: 'listed' | 'named' | 'abroad';
  /** How one came out is not told: of reminders, since who needed none has answered. */
  readonly untold?: true;
}

/** The kinds that there are. */
export interface Kinds<K extends KindFacts = KindFacts> {
  readonly mostUrgentFirst: readonly K[];
  /** Names of the kinds of which nothing is told once they are settled. */
  readonly untold: readonly string[];
}

/** Throws where two kinds have one name, or one place in the order. */
export const kindsOf = <K extends KindFacts>(kinds: readonly K[]): Kinds<K> => {
  for (const field of ['name', 'urgency'] as const) {
    for (const [value, same] of Map.groupBy(kinds, (kind) => kind[field])) {
      const names = same.map(({ name }) => name).join(', ');
      if (same.length > 1) throw new Error(`several kinds of letters have the ${field} ${value}: ${names}`);
    }
  }
  return {
    mostUrgentFirst: kinds.toSorted((a, b) => a.urgency - b.urgency),
    untold: kinds.filter(({ untold }) => untold).map(({ name }) => name),
  };
};
