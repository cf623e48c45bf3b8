import { type Refusal, refuse, type VoteMethod } from '@skein/contracts';

/** What holds of a ballot's secrecy, as the voter is told. `docs/votes.md` says it at length. */
export const secrecy =
  'Your vote is kept without your name, under a key that is destroyed when the round closes. While the round is open, ' +
  'and for an hour after, only somebody in control of the running system could tell how you voted; from then on ' +
  'nobody can, by anything that is stored.';

interface Asked {
  readonly method: VoteMethod;
  readonly statements: readonly string[];
}

const faultOf = (
  { method, statements }: Asked,
  choices: readonly string[],
  index: number,
): string | undefined => {
  const choice = choices[index] ?? '';
  if (!statements.includes(choice)) return 'is not put to the vote in this round';
  const earlier = choices.indexOf(choice);
  if (earlier < index) return `is the same as no. ${earlier + 1}`;
  return method === 'plurality' && index > 0 ? 'is one too many: this round takes one choice' : undefined;
};

/** The choices as they are kept: in the order of the round, so that no order tells who ticked how; a ranking as it is. */
export const checkChoices = (asked: Asked, choices: readonly string[]): string[] | Refusal => {
  if (choices.length === 0)
    return refuse('invalid-request', 'An empty ballot is no vote.', ['choices', 'is empty']);
  const faults = choices.flatMap((_, index): [string, string][] => {
    const fault = faultOf(asked, choices, index);
    return fault === undefined ? [] : [[`choices.${index}`, fault]];
  });
  if (faults.length) return refuse('invalid-request', 'This ballot cannot be counted.', ...faults);
  return asked.method === 'ranked' ? [...choices] : asked.statements.filter((id) => choices.includes(id));
};

/** What becomes of a ballot: `same` where it says what the one before says. A second one must say that it is a change. */
export const replaceBallot = (
  before: readonly string[] | undefined,
  choices: readonly string[],
  change: boolean,
): 'first' | 'changed' | 'same' | Refusal => {
  if (!before) return 'first';
  if (before.join() === choices.join()) return 'same';
  if (change) return 'changed';
  return refuse('conflict', 'You have voted already, here or by another link; say so to change your vote.', [
    'change',
    'must be true to replace your ballot',
  ]);
};
