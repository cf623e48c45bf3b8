import { Trans, useLingui } from '@lingui/react/macro';
import type { Problem } from '@skein/contracts';
import { type ReactNode, useState } from 'react';
import { Button, type Look } from '../button/Button.tsx';
import { type Faults, Form } from '../field/Form.tsx';
import { faultsOf, thrown } from '../forms/faults.ts';
import { Buttons } from '../layout/Layout.tsx';
import { say } from '../toast/toasts.ts';
import { Dialog } from './Dialog.tsx';

type Answer = { ok: true } | { ok: false; problem: Pick<Problem, 'detail' | 'errors'> };

interface FormDialogProps {
  /** What opens it. */
  readonly label: ReactNode;
  readonly look?: Look;
  readonly title: string;
  /** What its last button says, and what is said once it is done. */
  readonly send: string;
  readonly done: string;
  /** What is missing, before anybody is asked. */
  readonly missing?: () => ReadonlyMap<string, string>;
  readonly act: () => Promise<Answer>;
  readonly children: (faults: Faults | undefined) => ReactNode;
}

/** A button that opens a form over the page; what was typed is its caller’s, and stays when it closes. */
export const FormDialog = ({
  label,
  look = 'quiet',
  title,
  send,
  done,
  missing,
  act,
  children,
}: FormDialogProps) => {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Faults>();
  const submit = async (): Promise<void> => {
    const fields = missing?.();
    if (fields?.size) return setFaults({ fields });
    setBusy(true);
    const answer = await act().catch(thrown);
    setBusy(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    setFaults(undefined);
    setOpen(false);
    return say(done);
  };
  return (
    <>
      <Button look={look} size="small" onPress={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog title={title} open={open} onClose={() => setOpen(false)}>
        <Form faults={faults} faultsTitle={t`That did not work`} onSubmit={submit}>
          {children(faults)}
          <Buttons>
            <Button type="submit" pending={busy && t`Saving …`}>
              {send}
            </Button>
            <Button look="quiet" onPress={() => setOpen(false)}>
              <Trans>Not now</Trans>
            </Button>
          </Buttons>
        </Form>
      </Dialog>
    </>
  );
};
