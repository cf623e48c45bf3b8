import { Trans, useLingui } from '@lingui/react/macro';
import type { Proposal } from '@skein/contracts';
import { useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { say } from '../ui/toast/toasts.ts';
import { draftOf, proposedBy } from './draft.ts';
import { ProposalFields, useMissing } from './ProposalFields.tsx';
import { useProposing } from './queries.ts';

/** A proposal that is changed by who made it; where changes were asked for, it goes before the hosting team again. */
export const Amend = ({ proposal, onDone }: { proposal: Proposal; onDone: () => void }) => {
  const { t } = useLingui();
  const { draft, change, forget } = useDraft(`proposal-${proposal.id}`, draftOf(proposal));
  const [faults, setFaults] = useState<Faults>();
  const [sending, setSending] = useState(false);
  const missing = useMissing();
  const steps = useProposing();
  const again = proposal.status === 'changes-asked';
  const send = async (): Promise<void> => {
    const found = missing(draft);
    setFaults(found);
    if (found) return;
    setSending(true);
    const changed = await steps.change(proposal, proposedBy(draft, proposal)).catch(thrown);
    const answer =
      changed.ok && again
        ? await steps.submitAgain(changed.value, draft.comment.trim()).catch(thrown)
        : changed;
    setSending(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    forget();
    say(again ? t`The hosting team has it again.` : t`It is changed.`);
    onDone();
  };
  return (
    <Form faults={faults} faultsTitle={t`Something stands in the way`} onSubmit={send}>
      <ProposalFields draft={draft} change={change} faults={faults} />
      {again && (
        <TextField
          name="comment"
          lines
          label={t`What did you change?`}
          optional={t`(if you like)`}
          hint={t`The hosting team reads this first.`}
          error={faults?.fields.get('comment')}
          value={draft.comment}
          onChange={(comment) => change({ comment })}
          maxLength={2000}
        />
      )}
      <div>
        <Button type="submit" pending={sending && t`Sending …`}>
          {again ? <Trans>Put it before the hosting team again</Trans> : <Trans>Save the changes</Trans>}
        </Button>
      </div>
    </Form>
  );
};
