import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Prose } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { Row, Rows } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { MePage } from './MePage.tsx';
import { useMyChanges, useMyId, wishesQuery } from './queries.ts';

const keep = (file: File): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(link.href);
};

const Archive = () => {
  const { t } = useLingui();
  const { archive } = useMyChanges();
  const [collecting, setCollecting] = useState(false);
  const [refused, setRefused] = useState<string>();
  const download = async (): Promise<void> => {
    setRefused(undefined);
    setCollecting(true);
    const answer = await archive().catch(thrown);
    setCollecting(false);
    if (!answer.ok) return setRefused(answer.problem.detail);
    keep(answer.value as File);
    say(t`Your archive is downloaded.`);
  };
  return (
    <section className="stack">
      <h2>
        <Trans>All that is held about you</Trans>
      </h2>
      <p>
        <Trans>One archive, with a page to read and the same as data for programs.</Trans>{' '}
        <Link to="/privacy">
          <Trans>How your data is handled</Trans>
        </Link>
      </p>
      {refused && (
        <Notice tone="danger" live>
          {refused}
        </Notice>
      )}
      <Button look="quiet" onPress={download} pending={collecting && t`Collecting …`}>
        <Download className="icon" aria-hidden="true" />
        <Trans>Download it</Trans>
      </Button>
    </section>
  );
};

const PutRight = () => {
  const { t } = useLingui();
  const { wish } = useMyChanges();
  const [what, setWhat] = useState('');
  const [faults, setFaults] = useState<Faults>();
  const [sending, setSending] = useState(false);
  const send = async (): Promise<void> => {
    if (!what.trim())
      return setFaults({ fields: new Map([['what', t`Write what is wrong, and what would be right.`]]) });
    setSending(true);
    const answer = await wish(what.trim()).catch(thrown);
    setSending(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    setFaults(undefined);
    setWhat('');
    say(t`The hosts have your wish, and answer by letter.`);
  };
  return (
    <section className="stack">
      <h2>
        <Trans>Have something put right</Trans>
      </h2>
      <Form faults={faults} faultsTitle={t`That could not be sent`} onSubmit={send}>
        <TextField
          name="what"
          lines
          label={t`What is wrong?`}
          hint={t`For what you cannot change yourself. The hosts answer by letter.`}
          error={faults?.fields.get('what')}
          value={what}
          onChange={setWhat}
          maxLength={2000}
        />
        <Button type="submit" look="quiet" pending={sending && t`Sending …`}>
          <Trans>Send it to the hosts</Trans>
        </Button>
      </Form>
    </section>
  );
};

const Wishes = () => {
  const wishes = useSuspenseQuery(wishesQuery(useMyId())).data;
  const { written } = useMoments();
  if (wishes.length === 0) return null;
  return (
    <section className="stack">
      <h2>
        <Trans>What you asked for</Trans>
      </h2>
      <Rows>
        {wishes.map(({ id, what, status, askedAt, reason }) => (
          <Row
            key={id}
            title={what}
            meta={
              <>
                <time dateTime={askedAt}>{written(askedAt, 'date')}</time>
                {reason && <p>“{reason}”</p>}
              </>
            }
            act={
              status === 'open' ? (
                <Badge tone="caution">
                  <Trans>Waits for the hosts</Trans>
                </Badge>
              ) : (
                <Badge tone={status === 'done' ? 'positive' : 'line'}>
                  {status === 'done' ? <Trans>Put right</Trans> : <Trans>Refused</Trans>}
                </Badge>
              )
            }
          />
        ))}
      </Rows>
    </section>
  );
};

const Forgotten = () => (
  <section className="stack">
    <h2>
      <Trans>Leave, or be forgotten</Trans>
    </h2>
    <p>
      <Trans>
        Leave a community on its page; your place in the others stays. To be forgotten altogether, follow
        “Choose what reaches you” at the foot of any letter: a second letter asks whether you mean it. Then
        your name, address and profile are deleted within a month. What you wrote in notes stays without your
        name, and anonymous answers cannot be found by design.
      </Trans>
    </p>
  </section>
);

/** What is held about oneself, and all that one may ask for. */
export const MyData = () => {
  const { t } = useLingui();
  return (
    <MePage title={t`What is held about me`}>
      <Prose>
        <div className="stack stack--wide">
          <Archive />
          <PutRight />
          <Wishes />
          <Forgotten />
        </div>
      </Prose>
    </MePage>
  );
};
