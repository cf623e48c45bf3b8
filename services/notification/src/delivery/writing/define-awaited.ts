import type { lettersContract } from '@skein/contracts';
import type { z } from 'zod';
import type { Worded, Wording } from '../wording/wording.ts';

/** What whoever asks for such a letter says of it. */
export type AwaitedQuestion = z.output<typeof lettersContract.questions.sendNow.question>;

/** A letter that somebody waits for: sent at once and past the ledger, since nothing of it is kept. */
export interface AwaitedLetter {
  /** As it is asked for. */
  readonly name: string;
  /** All of them are service letters; this says why it goes. */
  readonly ground: { readonly service: string };
  /** It goes to an address of which nobody has said yet that it is theirs: so it names nobody, in its head neither. */
  readonly unconfirmed?: true | undefined;
  readonly wordings: readonly Wording[];
  compose(question: AwaitedQuestion): Worded;
}

/** Declares a letter that somebody waits for; its capability names it under `awaited`. */
export const defineAwaitedLetter = <V>({
  name,
  ground,
  unconfirmed,
  wording,
  values,
}: Pick<AwaitedLetter, 'name' | 'ground' | 'unconfirmed'> & {
  readonly wording: Wording<V>;
  readonly values: (question: AwaitedQuestion) => V;
}): AwaitedLetter => ({
  name,
  ground,
  unconfirmed,
  wordings: [wording],
  compose: (question) => wording.compose(values(question)),
});
