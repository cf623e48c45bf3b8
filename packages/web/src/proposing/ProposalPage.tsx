import { Trans, useLingui } from '@lingui/react/macro';
import type { Proposal } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useActor } from '../session/store.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button, RouteButton } from '../ui/button/Button.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Buttons, Title, Two } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { Row, Rows } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { Amend } from './Amend.tsx';
import { proposalQuery, useProposing } from './queries.ts';
import { useProposalState } from './states.ts';

const route = getRouteApi('/communities/proposals/$proposal');

/** What was said of it, the latest first. */
const History = ({ history }: Pick<Proposal, 'history'>) => {
  const { written } = useMoments();
  const stateOf = useProposalState();
  return (
    <section className="stack">
      <h2>
        <Trans>What was said of it</Trans>
      </h2>
      <Rows>
        {history.toReversed().map(({ at, status, comment }) => (
          <Row
            key={at}
            title={stateOf(status).words}
            meta={
              <>
                {comment && <p>“{comment}”</p>}
                <time dateTime={at}>{written(at)}</time>
              </>
            }
          />
        ))}
      </Rows>
    </section>
  );
};

const Words = ({ proposal: { domain, description, why } }: { proposal: Proposal }) => (
  <div className="stack">
    <p>{domain}</p>
    {description && <p>{description}</p>}
    {why && (
      <>
        <h2>
          <Trans>Why it is wanted</Trans>
        </h2>
        <p>{why}</p>
      </>
    )}
  </div>
);

const Mine = ({ proposal }: { proposal: Proposal }) => {
  const { t } = useLingui();
  const { name, status, history } = proposal;
  const [changing, setChanging] = useState(false);
  const { withdraw } = useProposing();
  const asked = status === 'changes-asked';
  const comment = history.at(-1)?.comment;
  return (
    <div className="stack stack--wide">
      {asked && (
        <Notice tone="caution">
          <p>
            <b>
              <Trans>The hosting team asks for changes.</Trans>
            </b>
          </p>
          <p>“{comment}”</p>
        </Notice>
      )}
      {asked || changing ? (
        <Amend key={proposal.version} proposal={proposal} onDone={() => setChanging(false)} />
      ) : (
        <Words proposal={proposal} />
      )}
      {(asked || status === 'submitted') && (
        <Buttons>
          {!asked && !changing && (
            <Button look="quiet" onPress={() => setChanging(true)}>
              <Trans>Change it</Trans>
            </Button>
          )}
          <AskedStep
            label={t`Withdraw it`}
            done={t`It is withdrawn.`}
            look="danger"
            title={t`Withdraw ${name}?`}
            follows={<Trans>The hosting team no longer decides on it. You can propose it anew.</Trans>}
            act={() => withdraw(proposal)}
          />
        </Buttons>
      )}
    </div>
  );
};

/** One proposal of a community: how it stands, what was said of it, and for its proposer what they can do. */
export const ProposalPage = () => {
  const { proposal: id } = route.useParams();
  const proposal = useSuspenseQuery(proposalQuery(id)).data;
  const mine = useActor()?.person === proposal.proposer;
  const stateOf = useProposalState();
  const { name, status, history, community } = proposal;
  return (
    <>
      <DocumentTitle>{name}</DocumentTitle>
      <Two
        main={
          <div className="stack">
            <Title lead={<Trans>A community that is proposed</Trans>}>{name}</Title>
            <p>
              <Badge tone={stateOf(status).tone}>{stateOf(status).words}</Badge>
            </p>
            {community && (
              <div>
                <RouteButton to="/communities/$community" params={{ community }}>
                  <Trans>Go to the community</Trans>
                </RouteButton>
              </div>
            )}
            {mine ? <Mine proposal={proposal} /> : <Words proposal={proposal} />}
          </div>
        }
        side={<History history={history} />}
      />
    </>
  );
};
