import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { MonitorSmartphone } from 'lucide-react';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Row, Rows, SectionHead } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMoments } from '../words/moments.ts';
import { Address } from './Address.tsx';
import { MePage } from './MePage.tsx';
import { Passkeys } from './Passkeys.tsx';
import { sessionsQuery, useMyChanges } from './queries.ts';

const Sessions = () => {
  const { t } = useLingui();
  const sessions = useSuspenseQuery(sessionsQuery).data;
  const { signOutEverywhere, signOutOf } = useMyChanges();
  const navigate = useNavigate();
  const { written } = useMoments();
  const leave = async (): Promise<void> => {
    await signOutEverywhere();
    await navigate({ to: '/' });
    say(t`You are signed out everywhere.`);
  };
  const end = async (session: string): Promise<void> => {
    const answer = await signOutOf(session).catch(thrown);
    say(answer.ok ? t`That browser is signed out.` : answer.problem.detail);
  };
  return (
    <section>
      <SectionHead
        more={
          <Button look="danger" size="small" onPress={leave}>
            <Trans>Sign out everywhere</Trans>
          </Button>
        }
      >
        <h2>
          <Trans>Where you are signed in</Trans>
        </h2>
      </SectionHead>
      <Rows>
        {sessions.map(({ id, openedAt, lastUsedAt, current, factor }) => (
          <Row
            key={id}
            lead={<MonitorSmartphone className="icon" aria-hidden="true" />}
            title={
              <>
                <Trans>Since {written(openedAt)}</Trans>{' '}
                {current && (
                  <Badge tone="positive">
                    <Trans>This browser</Trans>
                  </Badge>
                )}
              </>
            }
            meta={
              <>
                <Trans>Last used {written(lastUsedAt)}</Trans> ·{' '}
                {factor === 'passkey' ? <Trans>by link and passkey</Trans> : <Trans>by a link</Trans>}
              </>
            }
            act={
              !current && (
                <Button
                  look="danger"
                  size="small"
                  onPress={() => end(id)}
                  aria-label={t`Sign out of the one since ${written(openedAt)}`}
                >
                  <Trans>Sign out</Trans>
                </Button>
              )
            }
          />
        ))}
      </Rows>
    </section>
  );
};

/** Where one is signed in, and by what. */
export const Devices = () => {
  const { t } = useLingui();
  return (
    <MePage title={t`Signing in`}>
      <div className="stack stack--wide">
        <Address />
        <Sessions />
        <Passkeys />
      </div>
    </MePage>
  );
};
