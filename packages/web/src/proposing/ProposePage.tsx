import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useActor } from '../session/store.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Title, Two } from '../ui/layout/Layout.tsx';
import { Row, Rows } from '../ui/sheet/Sheet.tsx';
import { Swatch } from '../ui/threads/Threads.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { nothing, proposedBy } from './draft.ts';
import { ProposalFields, useMissing } from './ProposalFields.tsx';
import { myProposalsQuery, useProposing } from './queries.ts';
import { useProposalState } from './states.ts';

const ProposeForm = () => {
  const { t } = useLingui();
  const { draft, change, forget } = useDraft('proposal', nothing);
  const [faults, setFaults] = useState<Faults>();
  const [sending, setSending] = useState(false);
  const missing = useMissing();
  const { propose } = useProposing();
  const navigate = useNavigate();
  const send = async (): Promise<void> => {
    const found = missing(draft);
    setFaults(found);
    if (found) return;
    setSending(true);
    const answer = await propose(proposedBy(draft)).catch(thrown);
    setSending(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    forget();
    say(t`The hosting team has your proposal.`);
    await navigate({ to: '/communities/proposals/$proposal', params: { proposal: answer.value.id } });
  };
  return (
    <Form faults={faults} faultsTitle={t`Something stands in the way`} onSubmit={send}>
      <ProposalFields draft={draft} change={change} faults={faults} />
      <div className="stack stack--tight">
        <Button type="submit" size="wide" pending={sending && t`Sending …`}>
          <Trans>Put it before the hosting team</Trans>
        </Button>
        <p className="small quiet">
          <Trans>What you write is kept in this tab until you send it.</Trans>
        </p>
      </div>
    </Form>
  );
};

const WhatHappens = () => (
  <section className="stack">
    <h2>
      <Trans>What happens next</Trans>
    </h2>
    <ol className="stack stack--tight">
      <li>
        <Trans>The hosting team reads it, and answers by letter and here.</Trans>
      </li>
      <li>
        <Trans>They may ask for changes: then you amend it and send it again.</Trans>
      </li>
      <li>
        <Trans>Once it is founded, you facilitate it, and those whom you named are invited.</Trans>
      </li>
    </ol>
  </section>
);

const MyProposals = () => {
  const proposals = useSuspenseQuery(myProposalsQuery(useActor()?.person ?? '')).data;
  const { written } = useMoments();
  const stateOf = useProposalState();
  if (proposals.length === 0) return null;
  return (
    <section className="stack">
      <h2>
        <Trans>What you proposed</Trans>
      </h2>
      <Rows>
        {proposals.map(({ id, name, status, history }) => (
          <Row
            key={id}
            lead={<Swatch id={id} />}
            title={
              <Link to="/communities/proposals/$proposal" params={{ proposal: id }}>
                {name}
              </Link>
            }
            meta={
              <>
                <Badge tone={stateOf(status).tone}>{stateOf(status).words}</Badge>{' '}
                {written(history.at(-1)?.at ?? new Date(), 'date')}
              </>
            }
          />
        ))}
      </Rows>
    </section>
  );
};

/** Proposing a community, and what became of what one proposed before. */
export const ProposePage = () => {
  const { t } = useLingui();
  return (
    <>
      <DocumentTitle>{t`Propose a community`}</DocumentTitle>
      <Two
        main={
          <div>
            <Title lead={<Trans>A place for people who care about the same thing as you.</Trans>}>
              <Trans>Propose a community</Trans>
            </Title>
            <ProposeForm />
          </div>
        }
        side={
          <div className="stack stack--wide">
            <WhatHappens />
            <MyProposals />
          </div>
        }
      />
    </>
  );
};
