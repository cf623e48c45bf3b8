import type { TallyRow } from './row.ts';

/** What a batch adds to one question of one survey. */
export interface Addition {
  readonly network: string;
  readonly survey: string;
  readonly question: string;
  readonly answered: number;
  readonly sum: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** What was answered to one question, all parts of its tally summed. */
export interface Tally {
  readonly answered: number;
  readonly sum: number;
  readonly counts: ReadonlyMap<string, number>;
}

export const noTally: Tally = { answered: 0, sum: 0, counts: new Map() };

/** The tallies of a survey by question, their parts summed; '' counts the responses. */
export const sumUp = (rows: readonly TallyRow[]): Map<string, Tally> => {
  const tallies = new Map<string, Tally>();
  for (const { question, answered, sum, counts } of rows) {
    const before = tallies.get(question) ?? noTally;
    const summed = new Map(before.counts);
    for (const [option, count] of Object.entries(counts ?? {}))
      summed.set(option, (summed.get(option) ?? 0) + count);
    tallies.set(question, { answered: before.answered + answered, sum: before.sum + sum, counts: summed });
  }
  // What was taken back altogether leaves a nought behind.
  return new Map(
    [...tallies].map(([question, { counts, ...told }]) => [
      question,
      { ...told, counts: new Map([...counts].filter(([, count]) => count !== 0)) },
    ]),
  );
};
