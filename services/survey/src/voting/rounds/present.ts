import type { VoteRound } from '@skein/contracts';
import { statusAt } from './decide.ts';
import type { RoundRow } from './row.ts';

export const presentRound = (row: RoundRow, now: Date): VoteRound => {
  const {
    _id,
    network: _,
    title: __,
    electorate: ___,
    community: ____,
    invite: _____,
    cursor: ______,
    apart: _______,
    ...rest
  } = row;
  const { quorum, opensAt, closesAt, closedAt, ...facts } = rest;
  return {
    id: _id,
    ...facts,
    status: statusAt(row, now),
    ...(quorum && { quorum }),
    opensAt: opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
    ...(closedAt && { closedAt: closedAt.toISOString() }),
  };
};
