import { Trans, useLingui } from '@lingui/react/macro';
import type { AskedVote } from '@skein/contracts';
import { Vote } from 'lucide-react';
import { useCommunities } from '../communities/queries.ts';
import { LinkButton } from '../ui/button/Button.tsx';
import { Row, Tile } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { Closing } from './Closing.tsx';

/** What came of a round that is over. */
const Outcome = ({ vote: { status, winners, quorumReached } }: { vote: AskedVote }) => {
  const { list } = useMoments();
  if (status === 'counting') return <Trans>The votes are being counted</Trans>;
  if (winners === undefined) return <Trans>How it came out is shown to those who run it</Trans>;
  if (winners.length === 0) return <Trans>Too few voted for an outcome to be told</Trans>;
  return (
    <>
      {winners.length === 1 ? (
        <Trans>Decided: “{winners[0]}”</Trans>
      ) : (
        <Trans>Tied: {list(winners.map((winner) => `“${winner}”`))}</Trans>
      )}
      {quorumReached === false && (
        <>
          {' '}
          · <Trans>fewer voted than were needed</Trans>
        </>
      )}
    </>
  );
};

const Own = ({ vote: { voted, status } }: { vote: AskedVote }) => {
  if (voted) return <Trans>You voted</Trans>;
  if (voted === undefined) return <Trans>Voted on by those who were members as it opened</Trans>;
  return status === 'open' ? null : <Trans>You did not vote</Trans>;
};

/** A round of a vote, with the step that is one’s own. */
export const VoteRow = ({ vote, first = false }: { vote: AskedVote; first?: boolean }) => {
  const { t } = useLingui();
  const { vote: id, number, title, community, status, closesAt, closedAt = closesAt, voted } = vote;
  const of = useCommunities().find((one) => one.id === community)?.name;
  const { written } = useMoments();
  const isOpen = status === 'open';
  const step = isOpen ? (voted ? t`See or change` : t`Read and vote`) : t`See the result`;
  return (
    <Row
      lead={
        <Tile of={community ?? id}>
          <Vote className="icon" />
        </Tile>
      }
      title={<Trans>Vote: {title}</Trans>}
      meta={
        <>
          <p>
            {of && <>{of} · </>}
            {isOpen ? <Closing at={closesAt} /> : <Trans>closed on {written(closedAt)}</Trans>}
          </p>
          {!isOpen && (
            <p>
              <Outcome vote={vote} />
            </p>
          )}
          <p>
            <Own vote={vote} />
          </p>
        </>
      }
      act={
        voted !== undefined && (
          <LinkButton
            look={first ? 'solid' : 'quiet'}
            size="small"
            href={`/vote#id=${id}&round=${number}`}
            aria-label={`${step}: ${title}`}
          >
            {step}
          </LinkButton>
        )
      }
    />
  );
};
