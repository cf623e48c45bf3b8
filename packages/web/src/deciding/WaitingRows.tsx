import { Trans, useLingui } from '@lingui/react/macro';
import type { JoinRequest, Proposal, Rectification } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCommunities } from '../communities/queries.ts';
import { personQuery } from '../session/queries.ts';
import { Avatar } from '../ui/avatar/Avatar.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Row, Rows } from '../ui/sheet/Sheet.tsx';
import { Swatch } from '../ui/threads/Threads.tsx';
import { useMoments } from '../words/moments.ts';
import { useDeciding, useWaiting } from './queries.ts';

const JoinRequestRow = ({ request }: { request: JoinRequest }) => {
  const { t } = useLingui();
  const { name, email, message, askedAt } = request;
  const community = useCommunities().find(({ id }) => id === request.community)?.name ?? '';
  const { welcome, decline } = useDeciding();
  const { written } = useMoments();
  return (
    <Row
      lead={<Avatar id={request.id} name={name} size="large" />}
      title={
        <Trans>
          {name} wants to join {community}
        </Trans>
      }
      meta={
        <>
          {message && <p>“{message}”</p>}
          {email} · <time dateTime={askedAt}>{written(askedAt)}</time>
        </>
      }
      act={
        <>
          <AskedStep
            label={t`Welcome`}
            done={t`${name} is a member now, and is told by letter.`}
            look="solid"
            title={t`Welcome ${name}?`}
            follows={<Trans>They become a member of {community}, and get a letter that says so.</Trans>}
            act={() => welcome(request)}
          />
          <AskedStep
            label={t`Decline`}
            done={t`${name} is told by letter.`}
            look="danger"
            title={t`Decline ${name}?`}
            follows={
              <Trans>
                They get a letter that says so. What they wrote is forgotten at once; this cannot be undone.
              </Trans>
            }
            act={() => decline(request)}
          />
        </>
      }
    />
  );
};

const PersonName = ({ id }: { id: string }) => {
  const { data } = useQuery(personQuery(id));
  return (
    <Link to="/people/$person" params={{ person: id }}>
      {data?.name ?? <Trans>Somebody</Trans>}
    </Link>
  );
};

const ProposalRow = ({ proposal }: { proposal: Proposal }) => {
  const { t } = useLingui();
  const { id, name, domain, why, description, proposer } = proposal;
  const { accept, askForChanges, refuse } = useDeciding();
  return (
    <Row
      lead={<Swatch id={id} large />}
      title={<Trans>A community is proposed: {name}</Trans>}
      meta={
        <>
          <p>{domain}</p>
          {description && <p>{description}</p>}
          {why && <p>“{why}”</p>}
          <PersonName id={proposer} />
        </>
      }
      act={
        <>
          <AskedStep
            label={t`Found the community`}
            done={t`${name} is founded, and its proposer is told.`}
            look="solid"
            title={t`Found ${name}?`}
            follows={<Trans>The community begins, and its proposer facilitates it.</Trans>}
            words="possible"
            act={(words) => accept(proposal, words)}
          />
          <AskedStep
            label={t`Ask for changes`}
            done={t`Its proposer is told.`}
            title={t`What is to change?`}
            follows={
              <Trans>The proposer reads your words, changes the proposal and puts it before you again.</Trans>
            }
            words="needed"
            act={(words) => askForChanges(proposal, words)}
          />
          <AskedStep
            label={t`Decline`}
            done={t`Its proposer is told.`}
            look="danger"
            title={t`Decline ${name}?`}
            follows={<Trans>The proposer gets a letter with your reason. This cannot be undone.</Trans>}
            words="needed"
            wordsLabel={t`Why`}
            act={(words) => refuse(proposal, words)}
          />
        </>
      }
    />
  );
};

const RectificationRow = ({ wish }: { wish: Rectification }) => {
  const { t } = useLingui();
  const { settle } = useDeciding();
  const { written } = useMoments();
  return (
    <Row
      lead={<Avatar id={wish.person} name="" size="large" />}
      title={<Trans>Something is to be put right</Trans>}
      meta={
        <>
          <p>“{wish.what}”</p>
          <PersonName id={wish.person} /> · <time dateTime={wish.askedAt}>{written(wish.askedAt)}</time>
        </>
      }
      act={
        <>
          <AskedStep
            label={t`It is put right`}
            done={t`They are told by letter.`}
            look="solid"
            title={t`Is it put right?`}
            follows={<Trans>They get a letter that says so.</Trans>}
            words="possible"
            act={(words) => settle(wish, 'done', words)}
          />
          <AskedStep
            label={t`Refuse`}
            done={t`They are told by letter.`}
            look="danger"
            title={t`Refuse to put it right?`}
            follows={<Trans>They get a letter with your reason.</Trans>}
            words="needed"
            wordsLabel={t`Why`}
            act={(words) => settle(wish, 'refused', words)}
          />
        </>
      }
    />
  );
};

/** Everything that waits for this person's decision, each with its answers beside it. */
export const WaitingRows = () => {
  const { requests, proposals, rectifications, count } = useWaiting();
  if (count === 0) return null;
  return (
    <Rows stacked>
      {requests.map((request) => (
        <JoinRequestRow key={request.id} request={request} />
      ))}
      {proposals.map((proposal) => (
        <ProposalRow key={proposal.id} proposal={proposal} />
      ))}
      {rectifications.map((wish) => (
        <RectificationRow key={wish.id} wish={wish} />
      ))}
    </Rows>
  );
};
