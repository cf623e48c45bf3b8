import { Trans, useLingui } from '@lingui/react/macro';
import type { Community, ConsentPurpose } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommunities } from '../communities/queries.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useNetwork } from '../session/queries.ts';
import { Button } from '../ui/button/Button.tsx';
import { Choice, Choices } from '../ui/field/Choice.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Title, Two } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { askToJoin, consentTextQuery } from './queries.ts';
import { Sent } from './Sent.tsx';
import { WhatHappensNext } from './WhatHappensNext.tsx';

const route = getRouteApi('/join');

interface Draft {
  readonly name: string;
  readonly email: string;
  readonly community: string;
  readonly message: string;
  readonly consents: readonly ConsentPurpose[];
}

const nothing: Draft = { name: '', email: '', community: '', message: '', consents: [] };

const Consents = ({ draft, change }: { draft: Draft; change: (changes: Partial<Draft>) => void }) => {
  const { t } = useLingui();
  const words = useSuspenseQuery(consentTextQuery).data?.purposes ?? {};
  const purposes = Object.entries(words) as [ConsentPurpose, string][];
  return (
    <Choices
      head
      legend={t`What may we do?`}
      hint={t`Each is for you to say, one by one. You can join with none, and change your mind at any time.`}
    >
      {purposes.map(([purpose, text]) => (
        <Choice
          key={purpose}
          boxed
          label={text}
          checked={draft.consents.includes(purpose)}
          onChange={(given) =>
            change({
              consents: given
                ? [...draft.consents, purpose]
                : draft.consents.filter((one) => one !== purpose),
            })
          }
        />
      ))}
    </Choices>
  );
};

const useMissing = () => {
  const { t } = useLingui();
  return ({ name, email, community }: Draft): Faults | undefined => {
    const fields = new Map<string, string>();
    if (!name.trim()) fields.set('name', t`Write your name.`);
    if (!/^\S+@\S+\.\S+$/.test(email.trim()))
      fields.set('email', t`Write your e-mail address, as in name@example.org.`);
    if (!community) fields.set('community', t`Choose a community to begin with.`);
    return fields.size > 0 ? { fields } : undefined;
  };
};

const PrivacyNote = () => (
  <Notice>
    <Trans>
      <b>What we keep.</b> Your name, your address and what you ticked, until you leave.{' '}
      <Link to="/privacy">How your data is handled</Link>
    </Trans>
  </Notice>
);

const JoinForm = ({
  open,
  asked,
  onSent,
}: {
  open: Community[];
  asked: string;
  onSent: (email: string) => void;
}) => {
  const { t } = useLingui();
  const { draft, change, forget } = useDraft('join', { ...nothing, community: asked });
  const [faults, setFaults] = useState<Faults>();
  const [sending, setSending] = useState(false);
  const missing = useMissing();
  const chosen = open.find(({ id }) => id === draft.community);
  const send = async (): Promise<void> => {
    const found = missing(draft);
    setFaults(found);
    if (found) return;
    setSending(true);
    const { message, consents, ...rest } = draft;
    const body = {
      ...rest,
      email: rest.email.trim(),
      consents: [...consents],
      ...(message.trim() && { message }),
    };
    const answer = await askToJoin(body).catch(thrown);
    setSending(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    forget();
    onSent(body.email);
  };
  return (
    <Form faults={faults} faultsTitle={t`Something stands in the way`} onSubmit={send}>
      <TextField
        name="name"
        autoComplete="name"
        label={t`Your name`}
        hint={t`As colleagues know you.`}
        error={faults?.fields.get('name')}
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <TextField
        name="email"
        type="email"
        inputMode="email"
        autoComplete="email"
        label={t`Your e-mail address`}
        hint={t`We send one letter there, so that nobody else can join in your name.`}
        error={faults?.fields.get('email')}
        value={draft.email}
        onChange={(email) => change({ email })}
      />
      <SelectField
        name="community"
        label={t`Community to begin with`}
        hint={t`You can join others as soon as you are in.`}
        error={faults?.fields.get('community')}
        value={draft.community}
        onChange={(community) => change({ community })}
        empty={t`Choose one`}
        options={open.map(({ id, name }) => [id, name])}
      />
      {chosen?.joining === 'approval' && (
        <TextField
          name="message"
          lines
          label={t`What brings you here?`}
          optional={t`(if you like)`}
          hint={t`Its facilitator reads this before answering you.`}
          error={faults?.fields.get('message')}
          value={draft.message}
          onChange={(message) => change({ message })}
          maxLength={2000}
        />
      )}
      <Consents draft={draft} change={change} />
      <PrivacyNote />
      <div className="stack stack--tight">
        <Button type="submit" size="wide" pending={sending && t`Sending …`}>
          <Trans>Join</Trans>
        </Button>
        <p className="small quiet">
          <Trans>Nothing happens until you open the letter and say yes.</Trans>
        </p>
      </div>
    </Form>
  );
};

/** Joining in a minute: who, where, and what one agrees to. */
export const Join = () => {
  const { t } = useLingui();
  const { community: slug } = route.useSearch();
  const { name } = useNetwork();
  const open = useCommunities()
    .filter(({ status }) => status !== 'closed')
    .toSorted((one, other) => one.name.localeCompare(other.name));
  const asked = open.find((one) => one.slug === slug);
  const [sentTo, setSentTo] = useState<string>();
  return (
    <>
      <DocumentTitle>{t`Join`}</DocumentTitle>
      {sentTo === undefined ? (
        <Two
          main={
            <div>
              <Title
                lead={
                  asked ? (
                    <Trans>
                      {asked.name}: {asked.domain}
                    </Trans>
                  ) : (
                    <Trans>It costs nothing, takes a minute, and you can leave with one tap.</Trans>
                  )
                }
              >
                <Trans>Join {name}</Trans>
              </Title>
              <JoinForm open={open} asked={asked?.id ?? ''} onSent={setSentTo} />
            </div>
          }
          side={<WhatHappensNext open={asked?.joining === 'open'} />}
        />
      ) : (
        <Sent email={sentTo} />
      )}
    </>
  );
};
