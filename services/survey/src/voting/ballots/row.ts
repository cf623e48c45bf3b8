import { z } from 'zod';

/** Some of those who may vote in a round. Who has voted is written down once the round is over, and not when. */
export const RollRow = z.strictObject({
  /** `<round>.<first of the people>` */
  _id: z.string(),
  network: z.string(),
  round: z.string(),
  people: z.array(z.string()),
  voted: z.array(z.string()).optional(),
});
export type RollRow = z.infer<typeof RollRow>;

/** A ballot: neither who, nor when, nor in which order. Strict, so that no later field can tell more unseen. */
export const BallotRow = z.strictObject({
  /** `<round>.<tag>`: the tag leads to nobody without the round's key. */
  _id: z.string(),
  network: z.string(),
  choices: z.array(z.string()),
});
export type BallotRow = z.infer<typeof BallotRow>;

/**
 * How many ballots are in, by the first digit of their tags; every ballot passes one of these. Once they are shut, a
 * ballot under way has either come in before or is refused, and none is lost between.
 */
export const GateRow = z.strictObject({
  /** `<round>.<digit>` */
  _id: z.string(),
  network: z.string(),
  round: z.string(),
  ballots: z.int(),
  passes: z.int(),
  shut: z.boolean(),
});
export type GateRow = z.infer<typeof GateRow>;
