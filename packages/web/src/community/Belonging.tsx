import { Trans, useLingui } from '@lingui/react/macro';
import type { Community, Problem } from '@skein/contracts';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { useBelonging } from '../communities/queries.ts';
import { useActor } from '../session/store.ts';
import { Badge } from '../ui/badge/Badge.tsx';
import { Button, RouteButton } from '../ui/button/Button.tsx';
import { Dialog } from '../ui/dialog/Dialog.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { say } from '../ui/toast/toasts.ts';

type Undo = Parameters<typeof say>[1];
type Step = () => Promise<{ ok: true } | { ok: false; problem: Pick<Problem, 'detail'> }>;

interface LeavingProps {
  readonly name: string;
  /** Whether it can be taken back; then nothing is asked before. */
  readonly canReturn: () => Promise<boolean>;
  readonly onLeave: (undo: boolean) => Promise<void>;
}

/** Leaves at once where that can be taken back, and else only after a question. */
const Leaving = ({ name, canReturn, onLeave }: LeavingProps) => {
  const { t } = useLingui();
  const [asked, setAsked] = useState(false);
  const press = async (): Promise<void> => {
    if (await canReturn().catch(() => false)) await onLeave(true);
    else setAsked(true);
  };
  return (
    <>
      <Badge tone="onFill">
        <Check className="icon" aria-hidden="true" />
        <Trans>You belong to it</Trans>
      </Badge>
      <Button look="quiet" onPress={press}>
        <Trans>Leave the community</Trans>
      </Button>
      <Dialog title={t`Leave ${name}?`} open={asked} onClose={() => setAsked(false)}>
        <p>
          <Trans>
            Its letters stop, its notes close to you, and what you had to do there is free for others. What
            you wrote stays. To come back with a role, somebody gives it to you again.
          </Trans>
        </p>
        <Buttons>
          <Button
            look="dangerFinal"
            onPress={async () => {
              await onLeave(false);
              setAsked(false);
            }}
          >
            <Trans>Leave the community</Trans>
          </Button>
          <Button look="quiet" onPress={() => setAsked(false)}>
            <Trans>Stay</Trans>
          </Button>
        </Buttons>
      </Dialog>
    </>
  );
};

/** How one stands to a community, and the one step from there: join, ask to join, or leave. */
export const Belonging = ({ community: { id, slug, name, joining, status } }: { community: Community }) => {
  const { t } = useLingui();
  const actor = useActor();
  const { join, leave, comesBackAlone } = useBelonging(id, actor?.person);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const step = async (what: Step, said: string, undo?: Undo): Promise<void> => {
    setBusy(true);
    setRefused(undefined);
    const answer = await what().catch(thrown);
    setBusy(false);
    if (answer.ok) say(said, undo);
    else setRefused(answer.problem.detail);
  };
  const place = actor?.communities[id];
  const canReturn = async (): Promise<boolean> =>
    place === 'member' && joining === 'open' && status !== 'closed' && comesBackAlone();
  const takeBack = { label: t`Undo`, act: () => void step(join, t`You belong to ${name} as before.`) };
  const offer = () => {
    if (place)
      return (
        <Leaving
          name={name}
          canReturn={canReturn}
          onLeave={(undo) => step(leave, t`You have left ${name}.`, undo ? takeBack : undefined)}
        />
      );
    if (status === 'closed') return null;
    if (actor && joining === 'open')
      return (
        <Button onPress={() => step(join, t`Welcome to ${name}.`)} pending={busy && t`Joining …`}>
          <Trans>Join</Trans>
        </Button>
      );
    return (
      <RouteButton to="/join" search={{ community: slug }}>
        {joining === 'open' ? <Trans>Join</Trans> : <Trans>Ask to join</Trans>}
      </RouteButton>
    );
  };
  return (
    <>
      {offer()}
      {refused && (
        <Notice tone="danger" live>
          {refused}
        </Notice>
      )}
    </>
  );
};
