import { Trans, useLingui } from '@lingui/react/macro';
import type { Problem } from '@skein/contracts';
import { type ReactNode, useState } from 'react';
import { Button } from '../button/Button.tsx';
import { type Faults, Form } from '../field/Form.tsx';
import { TextField } from '../field/TextField.tsx';
import { faultsOf, thrown } from '../forms/faults.ts';
import { Buttons } from '../layout/Layout.tsx';
import { say } from '../toast/toasts.ts';
import { Dialog } from './Dialog.tsx';

type Answer = { ok: true } | { ok: false; problem: Pick<Problem, 'detail' | 'errors'> };

export interface AskedStepProps {
  /** What the button says, and what is said once it is done. */
  readonly label: string;
  readonly done: string;
  readonly look?: 'solid' | 'quiet' | 'danger';
  /** What is asked before: what follows, and whether words are needed, may be given or are none. */
  readonly title: string;
  readonly follows: ReactNode;
  readonly words?: 'needed' | 'possible';
  readonly wordsLabel?: string;
  /** How many characters there may be. */
  readonly most?: number;
  readonly act: (words: string) => Promise<Answer>;
}

interface AskedDialogProps extends AskedStepProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What an asked step asks: it says what follows, takes the words that go to the person, and is done once. */
export const AskedDialog = ({
  open,
  onClose,
  label,
  done,
  look = 'quiet',
  title,
  follows,
  words,
  wordsLabel,
  most = 2000,
  act,
}: AskedDialogProps) => {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Faults>();
  const send = async (): Promise<void> => {
    if (words === 'needed' && !text.trim())
      return setFaults({ fields: new Map([['words', t`Write what the person is to know.`]]) });
    setBusy(true);
    const answer = await act(text.trim()).catch(thrown);
    setBusy(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    onClose();
    say(done);
  };
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      <Form faults={faults} faultsTitle={t`That did not work`} onSubmit={send}>
        <p>{follows}</p>
        {words && (
          <TextField
            name="words"
            lines
            label={wordsLabel ?? t`What they are told`}
            optional={words === 'possible' && t`(if you like)`}
            error={faults?.fields.get('words')}
            value={text}
            onChange={setText}
            maxLength={most}
          />
        )}
        <Buttons>
          <Button
            type="submit"
            look={look === 'danger' ? 'dangerFinal' : 'solid'}
            pending={busy && t`Saving …`}
          >
            {label}
          </Button>
          <Button look="quiet" onPress={onClose}>
            <Trans>Not now</Trans>
          </Button>
        </Buttons>
      </Form>
    </Dialog>
  );
};
