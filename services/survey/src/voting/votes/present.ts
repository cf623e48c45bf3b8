import type { ListedVote, Statement, Vote } from '@skein/contracts';
import { presentRound } from '../rounds/present.ts';
import type { RoundRow } from '../rounds/row.ts';
import type { StatementRow, VoteRow } from './row.ts';

export const presentListed = ({
  _id,
  network: _,
  createdAt,
  proposalsUntil,
  ...facts
}: VoteRow): ListedVote => ({
  id: _id,
  ...facts,
  proposalsUntil: proposalsUntil?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});

export const presentStatement = (
  { _id, network: _, vote: __, proposedAt, ...facts }: StatementRow,
  rounds: readonly RoundRow[],
): Statement => ({
  id: _id,
  ...facts,
  proposedAt: proposedAt.toISOString(),
  rounds: rounds.filter((round) => round.statements.includes(_id)).map(({ number }) => number),
});

export const presentVote = (
  vote: VoteRow,
  proposed: readonly StatementRow[],
  rounds: readonly RoundRow[],
  now: Date,
): Vote => ({
  ...presentListed(vote),
  statements: proposed.map((statement) => presentStatement(statement, rounds)),
  rounds: rounds.map((round) => presentRound(round, now)),
});
