import { Trans, useLingui } from '@lingui/react/macro';
import { FileText } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import type { PastDraft } from './draft.ts';
import styles from './past.module.css';

interface PasteProps {
  readonly draft: PastDraft;
  readonly change: (changes: Partial<PastDraft>) => void;
  readonly reading: boolean;
  readonly faults: Faults | undefined;
}

const mostBytes = 1024 * 1024;

/** The notes, pasted or as a file that is dropped or chosen. */
export const PasteStep = ({ draft, change, reading, faults }: PasteProps) => {
  const { t } = useLingui();
  const [own, setOwn] = useState<Faults>();
  const refuse = (said: string): void => setOwn({ fields: new Map([['text', said]]) });
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    if (file.size > mostBytes)
      return refuse(t`This file is larger than the notes of a meeting; save it as plain text.`);
    const text = await file.text();
    if (text.includes('\0'))
      return refuse(t`This file is no plain text. Open it, and copy what it says into here.`);
    setOwn(undefined);
    change({ text, places: null, checking: false });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  };
  const send = (): void => {
    if (!draft.text.trim()) refuse(t`Paste the notes first.`);
    else {
      setOwn(undefined);
      change({ checking: true, places: null });
    }
  };
  const shown = own ?? faults;
  return (
    <Form faults={shown} faultsTitle={t`Something stands in the way`} onSubmit={send}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is one more way beside the button */}
      <div className={styles.drop} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <TextField
          name="text"
          lines
          label={t`The notes of one meeting`}
          hint={t`As they are, with the table of work and the chat if they hold them. Messages to some alone are left out.`}
          error={shown?.fields.get('text')}
          value={draft.text}
          onChange={(text) => change({ text, places: null, checking: false })}
        />
        <label className={styles.file}>
          <FileText className="icon" aria-hidden="true" />
          <Trans>Or choose a text file, or drop one here</Trans>
          <input
            type="file"
            accept=".txt,.md,.text,.log,.vtt,text/plain,text/markdown"
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </label>
      </div>
      <Button type="submit" size="wide" pending={reading && t`Reading …`}>
        <Trans>See what it becomes</Trans>
      </Button>
    </Form>
  );
};
