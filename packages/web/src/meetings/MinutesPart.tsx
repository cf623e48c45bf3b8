import { Trans, useLingui } from '@lingui/react/macro';
import type { Meeting, Minutes } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PersonName } from '../people/Named.tsx';
import { useActor } from '../session/store.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button } from '../ui/button/Button.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { DownloadButton } from '../ui/files/DownloadButton.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Buttons, Paragraphs } from '../ui/layout/Layout.tsx';
import { Row, Rows, Section } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { minutesQuery, useMinutesSteps, usePrints } from './queries.ts';
import { useMeetingRights } from './rights.ts';

const People = ({ ids }: { ids: readonly string[] }) =>
  ids.map((id, place) => (
    <span key={id}>
      {place > 0 && ', '}
      <PersonName id={id} />
    </span>
  ));

const Steps = ({ steps }: Pick<Minutes, 'steps'>) => {
  const { written } = useMoments();
  if (steps.length === 0) return null;
  return (
    <Section id="steps" title={<Trans>Next steps</Trans>} level={3}>
      <Rows>
        {steps.map(({ id, title, owners, due }) => (
          <Row
            key={id}
            title={title}
            meta={
              <>
                <People ids={owners} />
                {due && (
                  <>
                    {owners.length > 0 && ' · '}
                    <Trans>by {written(due, 'day')}</Trans>
                  </>
                )}
              </>
            }
          />
        ))}
      </Rows>
    </Section>
  );
};

const Decisions = ({ decisions }: Pick<Minutes, 'decisions'>) =>
  decisions.length > 0 && (
    <Section id="decisions" title={<Trans>Decisions</Trans>} level={3}>
      <Rows>
        {decisions.map(({ id, what }) => (
          <Row key={id} title={what} />
        ))}
      </Rows>
    </Section>
  );

const Cases = ({ cases }: Pick<Minutes, 'cases'>) =>
  cases.length > 0 && (
    <Section id="cases" title={<Trans>Learning cases</Trans>} level={3}>
      <Rows>
        {cases.map(({ id, title, broughtBy }) => (
          <Row
            key={id}
            title={title}
            meta={
              broughtBy && (
                <Trans>
                  Brought by <PersonName id={broughtBy} />
                </Trans>
              )
            }
          />
        ))}
      </Rows>
    </Section>
  );

const Amendments = ({ amendments }: Pick<Minutes, 'amendments'>) => {
  const { written } = useMoments();
  if (amendments.length === 0) return null;
  return (
    <Section id="amendments" title={<Trans>Amendments</Trans>} level={3}>
      <ul className="stack">
        {amendments.map(({ id, by, at, text }) => (
          <li key={id}>
            <Paragraphs text={text} />
            <p className="small quiet">
              {by && (
                <>
                  <PersonName id={by} /> ·{' '}
                </>
              )}
              <time dateTime={at}>{written(at)}</time>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
};

const Amend = ({ meeting }: { meeting: Meeting }) => {
  const { t } = useLingui();
  const { draft, change, forget } = useDraft(`minutes-${meeting.id}`, { text: '' });
  const [faults, setFaults] = useState<Faults>();
  const [busy, setBusy] = useState(false);
  const { amend } = useMinutesSteps(meeting.id);
  const send = async (): Promise<void> => {
    const text = draft.text.trim();
    if (!text) return setFaults({ fields: new Map([['text', t`Write what is to be amended.`]]) });
    setBusy(true);
    const answer = await amend(text).catch(thrown);
    setBusy(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    setFaults(undefined);
    change({ text: '' });
    forget();
    say(t`Your amendment is with the minutes.`);
  };
  return (
    <Form faults={faults} faultsTitle={t`Something stands in the way`} onSubmit={send}>
      <TextField
        name="text"
        lines
        label={t`Amend the minutes`}
        hint={t`What was otherwise, or is missing.`}
        error={faults?.fields.get('text')}
        value={draft.text}
        onChange={(text) => change({ text })}
        maxLength={4000}
      />
      <div>
        <Button type="submit" look="quiet" pending={busy && t`Saving …`}>
          <Trans>Amend them</Trans>
        </Button>
      </div>
    </Form>
  );
};

/** The minutes of a closed meeting: how they stand, what came out of it, and what those who were there amend. */
export const MinutesPart = ({ meeting }: { meeting: Meeting }) => {
  const { t } = useLingui();
  const { data: minutes } = useQuery(minutesQuery(meeting.id));
  const { plans } = useMeetingRights(meeting);
  const me = useActor()?.person ?? '';
  const { approve, download } = useMinutesSteps(meeting.id);
  const prints = usePrints(meeting.id);
  const { written } = useMoments();
  if (!minutes) return null;
  const { status, amendUntil, approvedAt, steps, decisions, cases, amendments } = minutes;
  const isDraft = status === 'draft';
  const mayAmend = isDraft && meeting.present.includes(me) && Date.parse(amendUntil) > Date.now();
  return (
    <Section
      id="minutes"
      title={<Trans>Minutes</Trans>}
      more={
        isDraft ? (
          <Badge>
            <Trans>Draft</Trans>
          </Badge>
        ) : (
          <Badge tone="positive">
            <Trans>Approved</Trans>
          </Badge>
        )
      }
    >
      <div className="stack stack--wide">
        <p className="quiet">
          {isDraft || !approvedAt ? (
            <Trans>Those who were there may amend them until {written(amendUntil)}.</Trans>
          ) : (
            <Trans>Approved on {written(approvedAt, 'date')}.</Trans>
          )}
        </p>
        <Decisions decisions={decisions} />
        <Steps steps={steps} />
        <Cases cases={cases} />
        <Amendments amendments={amendments} />
        {mayAmend && <Amend meeting={meeting} />}
        <Buttons>
          {plans && isDraft && (
            <AskedStep
              label={t`Approve the minutes`}
              done={t`The minutes are approved.`}
              look="solid"
              title={t`Approve the minutes?`}
              follows={<Trans>Nothing is amended any more from then on.</Trans>}
              act={() => approve(minutes.version)}
            />
          )}
          <DownloadButton get={prints.minutes} waits={t`Printing …`}>
            <Trans>Download as PDF</Trans>
          </DownloadButton>
          <DownloadButton get={download} waits={t`Fetching …`}>
            <Trans>Download as Markdown</Trans>
          </DownloadButton>
          <Button look="quiet" size="small" onPress={() => window.print()}>
            <Trans>Print</Trans>
          </Button>
        </Buttons>
      </div>
    </Section>
  );
};
