import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { keepsPasskeys, makePasskey } from '../session/passkeys.ts';
import { passkeysQuery } from '../session/queries.ts';
import { Button } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Notice } from '../ui/notice/Notice.tsx';
import { Row, Rows, SectionHead } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { useMyChanges } from './queries.ts';

/** The passkeys that one may sign in by. */
export const Passkeys = () => {
  const { t } = useLingui();
  const passkeys = useSuspenseQuery(passkeysQuery).data;
  const { removePasskey } = useMyChanges();
  const { written } = useMoments();
  const [refused, setRefused] = useState<string>();
  const said = {
    'there-already': t`This device holds a passkey of yours already: use that one.`,
    'not-given': t`The passkey was not given. Press the button to try again.`,
  };
  const add = async (): Promise<void> => {
    setRefused(undefined);
    const given = await makePasskey(t`This device`).catch(thrown);
    if (typeof given === 'string') setRefused(said[given]);
    else if ('problem' in given) setRefused(given.problem.detail);
    else say(t`Your passkey is kept.`);
  };
  const remove = async (id: string): Promise<void> => {
    setRefused(undefined);
    const answer = await removePasskey(id).catch(thrown);
    if (answer.ok) say(t`The passkey is removed.`);
    else setRefused(answer.problem.detail);
  };
  return (
    <section className="stack">
      <SectionHead
        more={
          keepsPasskeys() && (
            <Button look="quiet" size="small" onPress={add}>
              <KeyRound className="icon" aria-hidden="true" />
              <Trans>Add this device</Trans>
            </Button>
          )
        }
      >
        <h2>
          <Trans>Passkeys</Trans>
        </h2>
      </SectionHead>
      {refused && (
        <Notice tone="danger" live>
          {refused}
        </Notice>
      )}
      {passkeys.length === 0 ? (
        <p className="quiet">
          <Trans>
            You have none. Only those who run the network need one; a link in a letter is enough for all else.
          </Trans>
        </p>
      ) : (
        <Rows>
          {passkeys.map(({ id, name, addedAt, lastUsedAt }) => (
            <Row
              key={id}
              lead={<KeyRound className="icon" aria-hidden="true" />}
              title={name}
              meta={
                <>
                  <Trans>Added {written(addedAt, 'date')}</Trans>
                  {lastUsedAt && (
                    <>
                      {' '}
                      · <Trans>last used {written(lastUsedAt, 'date')}</Trans>
                    </>
                  )}
                </>
              }
              act={
                <Button look="danger" size="small" onPress={() => remove(id)} aria-label={t`Remove ${name}`}>
                  <Trans>Remove</Trans>
                </Button>
              }
            />
          ))}
        </Rows>
      )}
    </section>
  );
};
