import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { keepsPasskeys } from '../session/passkeys.ts';
import { passkeysQuery } from '../session/queries.ts';
import { Button } from '../ui/button/Button.tsx';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
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
  const { addPasskey, removePasskey } = useMyChanges();
  const { written } = useMoments();
  const [refused, setRefused] = useState<string>();
  const said = {
    'there-already': t`This device holds a passkey of yours already: use that one.`,
    'not-given': t`The passkey was not given. Press the button to try again.`,
  };
  const add = async (): Promise<void> => {
    setRefused(undefined);
    const given = await addPasskey(t`This device`).catch(thrown);
    if (typeof given === 'string') setRefused(said[given]);
    else if ('problem' in given) setRefused(given.problem.detail);
    else say(t`Your passkey is kept.`);
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
                <AskedStep
                  look="danger"
                  label={t`Remove`}
                  done={t`The passkey is removed.`}
                  title={t`Remove ${name}?`}
                  follows={t`Nobody signs in by it any more, on any device. A new one can be made at any time.`}
                  act={() => removePasskey(id)}
                />
              }
            />
          ))}
        </Rows>
      )}
    </section>
  );
};
