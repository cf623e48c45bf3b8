import type { AskedVote, Standing } from '@skein/contracts';
import type { RoundRow } from '../rounds/row.ts';
import type { StatementRow } from '../votes/row.ts';

interface Known {
  /** As a member may see it. */
  readonly standing: Standing;
  readonly statements: readonly StatementRow[];
  readonly voted: boolean | undefined;
}

/** A round as a member sees it. */
export const askedVote = (row: RoundRow, { standing, statements, voted }: Known): AskedVote => {
  const { winners, quorum, status } = standing;
  const texts = winners?.flatMap((id) => statements.find(({ _id }) => _id === id)?.text ?? []);
  return {
    vote: row.vote,
    round: row._id,
    number: row.number,
    title: row.title,
    status,
    opensAt: row.opensAt.toISOString(),
    closesAt: row.closesAt.toISOString(),
    ...(row.closedAt && { closedAt: row.closedAt.toISOString() }),
    ...(row.community && { community: row.community }),
    ...(voted !== undefined && { voted }),
    ...(texts && { winners: texts }),
    ...(quorum && status === 'closed' && { quorumReached: quorum.reached }),
  };
};
