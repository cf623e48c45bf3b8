import { type Refusal, refuse } from '@skein/contracts';
import { activeRound } from '../rounds/decide.ts';
import type { RoundRow } from '../rounds/row.ts';
import type { StatementRow, VoteRow } from '../votes/row.ts';

export interface Asking {
  readonly statements: readonly string[];
  readonly closesAt: Date;
  readonly invite: boolean;
}

const badStatements = (chosen: readonly string[], there: readonly StatementRow[]): Refusal | undefined => {
  const byId = new Map(there.map((statement) => [statement._id, statement]));
  const unknown = chosen.findIndex((id) => !byId.has(id));
  if (unknown !== -1) {
    return refuse('unknown-reference', 'There is no such statement in this vote.', [
      `statements.${unknown}`,
      'is no statement of this vote',
    ]);
  }
  const faults = chosen.flatMap((id, index): [string, string][] => {
    const earlier = chosen.indexOf(id);
    if (earlier < index) return [[`statements.${index}`, `is the same as no. ${earlier + 1}`]];
    return byId.get(id)?.withdrawn ? [[`statements.${index}`, 'is withdrawn']] : [];
  });
  return faults.length ? refuse('invalid-request', 'These cannot be put to the vote.', ...faults) : undefined;
};

/** Puts statements to the vote: a round of its own for each time, with the rules as the vote has them now. */
export const openRound = (
  vote: VoteRow,
  there: readonly StatementRow[],
  rounds: readonly RoundRow[],
  { statements, closesAt, invite }: Asking,
  now: Date,
  _id: string,
): RoundRow | Refusal => {
  const active = activeRound(rounds);
  if (active) return refuse('conflict', `Round ${active.number} is not over yet.`);
  if (closesAt <= now)
    return refuse('invalid-request', 'A round closes after it opens.', ['closesAt', 'lies in the past']);
  const bad = badStatements(statements, there);
  if (bad) return bad;
  const { network, title, electorate, community, method, standings, quorum } = vote;
  return {
    ...{ _id, network, version: 1, vote: vote._id, number: rounds.length + 1, title },
    ...{ electorate, ...(community && { community }), method, standings, quorum },
    ...{ statements: [...statements], invite, status: 'preparing', electors: 0, linksHandedOut: 0 },
    ...{ opensAt: now, closesAt },
  };
};
