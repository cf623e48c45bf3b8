import { Trans, useLingui } from '@lingui/react/macro';
import type { Community, Problem } from '@skein/contracts';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { useBelonging } from '../communities/queries.ts';
import { useActor } from '../session/store.ts';
import { Button, RouteButton } from '../ui/button/Button.tsx';
import { Dialog } from '../ui/dialog/Dialog.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { say } from '../ui/toast/toasts.ts';

type Step = () => Promise<{ ok: true } | { ok: false; problem: Pick<Problem, 'detail'> }>;

/** Leaves only after a question, since whoever is taken back by approval alone could not undo it. */
const Leaving = ({ name, onLeave }: { name: string; onLeave: () => Promise<void> }) => {
  const { t } = useLingui();
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button look="quiet" onPress={() => setAsked(true)}>
        <Check className="icon" aria-hidden="true" />
        <Trans>You belong to it</Trans>
      </Button>
      <Dialog title={t`Leave ${name}?`} open={asked} onClose={() => setAsked(false)}>
        <p>
          <Trans>
            Its letters stop, and its notes close to you. What you wrote and did there stays. You are welcome
            back at any time.
          </Trans>
        </p>
        <Buttons>
          <Button
            look="dangerFinal"
            onPress={async () => {
              await onLeave();
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
  const { join, leave } = useBelonging(id, actor?.person);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const step = async (what: Step, said: string): Promise<void> => {
    setBusy(true);
    setRefused(undefined);
    const answer = await what().catch(thrown);
    setBusy(false);
    if (answer.ok) say(said);
    else setRefused(answer.problem.detail);
  };
  const belongs = Object.hasOwn(actor?.communities ?? {}, id);
  const offer = () => {
    if (belongs) return <Leaving name={name} onLeave={() => step(leave, t`You have left ${name}.`)} />;
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
