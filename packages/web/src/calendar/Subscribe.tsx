import { Trans, useLingui } from '@lingui/react/macro';
import type { Feed } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useCommunities, useMyCommunities } from '../communities/queries.ts';
import { DocumentTitle } from '../session/DocumentTitle.tsx';
import { useActor } from '../session/store.ts';
import { Button, LinkButton } from '../ui/button/Button.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Buttons, Prose, Title } from '../ui/layout/Layout.tsx';
import { Row, Rows, Section } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { Code } from './Code.tsx';
import styles from './calendar.module.css';
import { feedsQuery, useFeeds, webcal } from './feeds.ts';

/** An address to take along: opened by a calendar program here, copied, or read by a phone. */
const Address = ({ of, children }: { of: string; children?: ReactNode }) => {
  const { t } = useLingui();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(of);
    say(t`The address is copied.`);
  };
  return (
    <div className={styles.address}>
      <div className="stack">
        <code className={styles.written}>{of}</code>
        <Buttons>
          <LinkButton href={webcal(of)}>
            <Trans>Open it in a calendar</Trans>
          </LinkButton>
          <Button look="quiet" onPress={copy}>
            <Trans>Copy the address</Trans>
          </Button>
        </Buttons>
        {children}
      </div>
      <Code of={webcal(of)} label={t`The same address, to be read by a phone`} />
    </div>
  );
};

const FeedRow = ({ feed }: { feed: Feed }) => {
  const { t } = useLingui();
  const { written } = useMoments();
  const { close } = useFeeds();
  const of = useCommunities().find(({ id }) => id === feed.community);
  const end = async (): Promise<void> => {
    const answer = await close(feed.id).catch(thrown);
    say(answer.ok ? t`That address has ended.` : answer.problem.detail);
  };
  const names = { mine: t`My meetings`, going: t`What I said yes to`, community: of?.name ?? t`A community` };
  const name = names[feed.kind];
  return (
    <Row
      title={name}
      meta={<Trans>Since {written(feed.since, 'date')}</Trans>}
      act={
        <Button look="danger" size="small" onPress={end} aria-label={t`End the address of ${name}`}>
          <Trans>End it</Trans>
        </Button>
      }
    />
  );
};

const isOwn = (what: string): what is 'mine' | 'going' => what === 'mine' || what === 'going';

const Own = () => {
  const { t } = useLingui();
  const feeds = useSuspenseQuery(feedsQuery).data;
  const mine = useMyCommunities();
  const { open } = useFeeds();
  const [what, setWhat] = useState('mine');
  const [address, setAddress] = useState<string>();
  const [busy, setBusy] = useState(false);
  const make = async (): Promise<void> => {
    setBusy(true);
    const answer = await (isOwn(what) ? open(what) : open('community', what)).catch(thrown);
    setBusy(false);
    if (answer.ok) setAddress(answer.value.address);
    else say(answer.problem.detail);
  };
  const choose = (chosen: string): void => {
    setWhat(chosen);
    setAddress(undefined);
  };
  return (
    <>
      <Section id="own" title={<Trans>An address of your own</Trans>}>
        <div className="stack stack--wide">
          <SelectField
            name="what"
            label={t`What is in it?`}
            value={what}
            onChange={choose}
            options={[
              ['mine', t`Everything that concerns me`],
              ['going', t`What I said yes to`],
              ...mine.map(({ id, name }) => [id, name] as const),
            ]}
          />
          {address === undefined ? (
            <Buttons>
              <Button onPress={make} pending={busy && t`Saving …`}>
                <Trans>Make the address</Trans>
              </Button>
            </Buttons>
          ) : (
            <Address of={address}>
              <p className="small quiet">
                <Trans>
                  Whoever has this address reads these meetings, so keep it to yourself. It is shown this
                  once; a new one ends it.
                </Trans>
              </p>
            </Address>
          )}
        </div>
      </Section>
      {feeds.length > 0 && (
        <Section id="feeds" title={<Trans>Addresses that you have</Trans>}>
          <Rows>
            {feeds.map((feed) => (
              <FeedRow key={feed.id} feed={feed} />
            ))}
          </Rows>
        </Section>
      )}
    </>
  );
};

/** Taking the meetings along: addresses that calendar programs read, and follow by themselves. */
export const Subscribe = () => {
  const { t } = useLingui();
  const isMember = useActor() !== undefined;
  return (
    <>
      <DocumentTitle>{t`In your own calendar`}</DocumentTitle>
      <Title
        lead={
          <Link to="/calendar">
            <Trans>Calendar</Trans>
          </Link>
        }
      >
        <Trans>In your own calendar</Trans>
      </Title>
      <div className="stack stack--wide">
        <Prose>
          <p>
            <Trans>
              Calendar programs read these addresses again and again: what is moved or cancelled here changes
              there too, within some hours.
            </Trans>
          </p>
        </Prose>
        {isMember && <Own />}
        <Section id="network" title={<Trans>Meetings for everybody</Trans>}>
          <Address of={`${location.origin}/api/v1/calendar.ics`} />
        </Section>
      </div>
    </>
  );
};
