import { Trans, useLingui } from '@lingui/react/macro';
import type { Tension } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Zap } from 'lucide-react';
import { useMyCommunities } from '../communities/queries.ts';
import { useMember } from '../session/member.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Row, Rows, Section, Tile } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { StepRow, useMySteps } from '../work/MySteps.tsx';
import { useOutcomeName } from '../work/outcome.ts';
import { myTensionsQuery } from '../work/record-queries.ts';
import { WithdrawTension } from '../work/Tensions.tsx';
import { MePage } from './MePage.tsx';

const TensionRow = ({ tension }: { tension: Tension }) => {
  const { community, title, raisedAt, status, history } = tension;
  const of = useMyCommunities().find(({ id }) => id === community)?.name ?? '';
  const { away } = useMoments();
  const word = history.at(-1)?.word;
  const outcomeName = useOutcomeName();
  return (
    <Row
      lead={
        <Tile of={community}>
          <Zap className="icon" />
        </Tile>
      }
      title={title}
      meta={
        <>
          <Badge tone={status === 'processed' ? 'positive' : 'line'}>{outcomeName(tension)}</Badge>
          {word && <p>{word}</p>}
          <p>
            {of}, {away(raisedAt)}
          </p>
        </>
      }
      act={status === 'open' && <WithdrawTension tension={tension} />}
    />
  );
};

/** What one took on, was asked to, and wants dealt with. */
export const MyWork = () => {
  const { t } = useLingui();
  const { person, communities: roles } = useMember();
  const communities = Object.entries(roles).flatMap(([id, role]) => (role === 'guest' ? [] : [id]));
  const tensions = useSuspenseQuery(myTensionsQuery(person, communities)).data;
  const { steps } = useMySteps();
  return (
    <MePage title={t`My steps and tensions`}>
      <div className="stack stack--wide">
        <Section id="my-steps" title={<Trans>My steps</Trans>} level={3}>
          {steps.length > 0 ? (
            <Rows stacked>
              {steps.map((step) => (
                <StepRow key={step.id} step={step} />
              ))}
            </Rows>
          ) : (
            <p className="quiet">
              <Trans>No step waits for you.</Trans>
            </p>
          )}
        </Section>
        <Section id="my-tensions" title={<Trans>My tensions</Trans>} level={3}>
          {tensions.length > 0 ? (
            <Rows stacked>
              {tensions.map((tension) => (
                <TensionRow key={tension.id} tension={tension} />
              ))}
            </Rows>
          ) : (
            <p className="quiet">
              <Trans>You raised none. On the page of a community, under Work, you can.</Trans>
            </p>
          )}
        </Section>
      </div>
    </MePage>
  );
};
