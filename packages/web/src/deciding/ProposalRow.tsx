import { Trans, useLingui } from '@lingui/react/macro';
import type { Proposal } from '@skein/contracts';
import { PersonName } from '../people/Named.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Row } from '../ui/sheet/Sheet.tsx';
import { Swatch } from '../ui/threads/Threads.tsx';
import { useMoments } from '../words/moments.ts';
import { useDeciding } from './answers.ts';

/** A community that somebody proposes; what was said of it so far stands with it. */
export const ProposalRow = ({ proposal }: { proposal: Proposal }) => {
  const { t } = useLingui();
  const { id, name, domain, why, description, proposer, history } = proposal;
  const { written } = useMoments();
  const { at = '', comment } = history.at(-1) ?? {};
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
          {history.slice(0, -1).map(({ at, status, comment }) => (
            <p key={at}>
              {status === 'changes-asked' ? (
                <Trans>
                  Changes were asked for on {written(at, 'date')}: “{comment}”
                </Trans>
              ) : (
                <Trans>Submitted on {written(at, 'date')}</Trans>
              )}
            </p>
          ))}
          {comment && (
            <p>
              <Trans>Submitted again: “{comment}”</Trans>
            </p>
          )}
          <PersonName id={proposer} /> · <time dateTime={at}>{written(at)}</time>
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
