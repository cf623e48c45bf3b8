import type { TallyRow } from './row.ts';

/** What a batch adds to one question of one survey. */
export interface Addition {
  readonly network: string;
  readonly survey: string;
  readonly question: string;
  readonly answered: number;
  readonly sum: number;
  readonly counts: ReadonlyMap<string, number>;
  /** Beside each count, and that of those who answered, the sum of their responses' keys; of no named survey. */
  readonly keys?: Readonly<Record<string, number>>;
}

/** What was answered to one question, all parts of its tally summed. */
export interface Tally {
  readonly answered: number;
  readonly sum: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly keys?: ReadonlyMap<string, number> | undefined;
}

/** Things of a tally that no choice is, since none begins with a colon. */
export const answeredKey = ':answered';
export const notAskedKey = ':not-asked';
export const writtenKey = ':written';

/** The tally of which version each response is to. */
export const versionTally = '@version';

export const noTally: Tally = { answered: 0, sum: 0, counts: new Map() };

type Sums = ReadonlyMap<string, number>;

const plus = (before: Sums, more: Readonly<Record<string, number>> = {}): Sums => {
  const sums = new Map(before);
  for (const [key, by] of Object.entries(more)) sums.set(key, (sums.get(key) ?? 0) + by);
  return sums;
};

// What was taken back altogether leaves a nought behind.
const withoutNoughts = (sums: Sums): Sums => new Map([...sums].filter(([, sum]) => sum !== 0));

/** The tallies of a survey by question, their parts summed; '' counts the responses. */
export const sumUp = (rows: readonly TallyRow[]): Map<string, Tally> => {
  const tallies = new Map<string, Tally & { readonly keys: Sums }>();
  for (const { question, answered, sum, counts, keys } of rows) {
    const before = tallies.get(question) ?? { ...noTally, keys: new Map() };
    tallies.set(question, {
      answered: before.answered + answered,
      sum: before.sum + sum,
      counts: plus(before.counts, counts),
      keys: plus(before.keys, keys),
    });
  }
  return new Map(
    [...tallies].map(([question, { counts, keys, ...told }]) => [
      question,
      { ...told, counts: withoutNoughts(counts), ...(keys.size && { keys: withoutNoughts(keys) }) },
    ]),
  );
};
