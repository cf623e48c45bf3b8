import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { ConsentChannel, ConsentEntry, ConsentPurpose, ConsentText } from '@skein/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { Choice, Choices } from '../ui/field/Choice.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Prose } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { MePage } from './MePage.tsx';
import styles from './me.module.css';
import { consentsQuery, useMyChanges, useMyId, wordingsQuery } from './queries.ts';

const channels = {
  'join-form': msg`when you joined`,
  import: msg`as a list that was brought in says`,
  profile: msg`here, signed in`,
  'unsubscribe-link': msg`by the link of a letter`,
  'preference-page': msg`on the page behind a letter’s link`,
  campaign: msg`when you were asked again`,
  'in-person': msg`in person`,
  phone: msg`on the phone`,
  email: msg`by e-mail`,
  paper: msg`on paper`,
  merge: msg`as two profiles of yours became one`,
} as const satisfies Record<ConsentChannel, unknown>;

const History = ({
  entries,
  wordings,
}: {
  entries: readonly ConsentEntry[];
  wordings: readonly ConsentText[];
}) => {
  const { written } = useMoments();
  const { i18n } = useLingui();
  const wordsOf = ({ purpose, textVersion }: ConsentEntry): string =>
    wordings.find(({ version }) => version === textVersion)?.purposes[purpose] ?? textVersion;
  return (
    <details className={styles.history}>
      <summary>
        <Trans>How it came about</Trans>
      </summary>
      <ul>
        {entries.map((entry) => (
          <li key={entry.id}>
            <time dateTime={entry.at}>{written(entry.at, 'date')}</time>:{' '}
            {entry.given ? (
              <Trans>agreed to “{wordsOf(entry)}”</Trans>
            ) : (
              <Trans>stopped “{wordsOf(entry)}”</Trans>
            )}
            , {i18n._(channels[entry.channel])}
          </li>
        ))}
      </ul>
    </details>
  );
};

/** What one agreed to, in its words and with its history; changed here at once, and taken back as easily. */
export const Agreements = () => {
  const { t } = useLingui();
  const { items, current } = useSuspenseQuery(consentsQuery(useMyId())).data;
  const wordings = useSuspenseQuery(wordingsQuery).data;
  const { consent, stopEverything } = useMyChanges();
  const [refused, setRefused] = useState<string>();
  const today = wordings.find((one) => one.current);
  const purposes = Object.entries(today?.purposes ?? {}) as [ConsentPurpose, string][];
  const nowOf = (purpose: ConsentPurpose) => current.find((one) => one.purpose === purpose);
  const isGiven = (purpose: ConsentPurpose): boolean => nowOf(purpose)?.given ?? false;
  const isOnConsent = (purpose: ConsentPurpose): boolean =>
    !isGiven(purpose) || nowOf(purpose)?.basis === 'consent';
  const given = purposes.flatMap(([purpose]) => (isGiven(purpose) ? [purpose] : []));
  const giveBack = async (): Promise<void> => {
    for (const purpose of given) await consent(purpose, true, today?.version ?? '');
  };
  const stopAll = async (): Promise<void> => {
    setRefused(undefined);
    const answer = await stopEverything().catch(thrown);
    if (!answer.ok) return setRefused(answer.problem.detail);
    say(t`Everything is stopped. You stay a member.`, { label: t`Undo`, act: () => void giveBack() });
  };
  const set = async (purpose: ConsentPurpose, given: boolean): Promise<void> => {
    setRefused(undefined);
    const answer = await consent(purpose, given, today?.version ?? '').catch(thrown);
    if (!answer.ok) return setRefused(answer.problem.detail);
    say(given ? t`Thank you, it is noted.` : t`It stops from now on.`, {
      label: t`Undo`,
      act: () => void consent(purpose, !given, today?.version ?? ''),
    });
  };
  return (
    <MePage title={t`What I agreed to`}>
      <Prose>
        {refused && (
          <Notice tone="danger" live>
            {refused}
          </Notice>
        )}
        <Choices legend={t`Each of these is up to you, on its own.`}>
          {purposes.map(([purpose, text]) => {
            const entries = items.filter((entry) => entry.purpose === purpose);
            return (
              <div key={purpose} className={styles.agreement}>
                <Choice
                  boxed
                  label={text}
                  hint={
                    isOnConsent(purpose)
                      ? undefined
                      : t`The network does this on another ground. You can stop it all the same.`
                  }
                  checked={isGiven(purpose)}
                  onChange={(given) => set(purpose, given)}
                />
                {entries.length > 0 && <History entries={entries} wordings={wordings} />}
              </div>
            );
          })}
        </Choices>
        {given.length > 1 && (
          <Button look="quiet" onPress={stopAll}>
            <Trans>Stop everything</Trans>
          </Button>
        )}
      </Prose>
    </MePage>
  );
};
