import { Trans, useLingui } from '@lingui/react/macro';
import type { JournalEntry } from '@skein/contracts';
import type { ReactNode } from 'react';
import type { Look } from '../ui/button/Button.tsx';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import type { Faults } from '../ui/field/Form.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { useJournal } from './queries.ts';
import { choiceOf, sharedBy, useSharing } from './sharing.ts';

const nothing = { title: '', text: '', shared: '' };
type Draft = typeof nothing;

const useMissing = () => {
  const { t } = useLingui();
  return ({ title, text }: Draft) => {
    const fields = new Map<string, string>();
    if (!title.trim()) fields.set('title', t`Write in a line what it is about.`);
    if (!text.trim()) fields.set('text', t`Write what you learnt.`);
    return fields;
  };
};

interface FieldsProps {
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
  readonly faults: Faults | undefined;
}

const Fields = ({ draft, change, faults }: FieldsProps) => {
  const { t } = useLingui();
  const { options } = useSharing();
  const error = (field: string) => faults?.fields.get(field);
  return (
    <>
      <TextField
        name="title"
        label={t`What it is about, in a line`}
        error={error('title')}
        value={draft.title}
        onChange={(title) => change({ title })}
        maxLength={200}
      />
      <TextField
        name="text"
        lines
        label={t`What I learnt`}
        error={error('text')}
        value={draft.text}
        onChange={(text) => change({ text })}
        maxLength={20_000}
      />
      <SelectField
        name="shared"
        label={t`Who else reads it`}
        hint={t`You can take that back at any time.`}
        error={error('community') ?? error('weaver')}
        value={draft.shared}
        onChange={(shared) => change({ shared })}
        empty={t`Nobody`}
        options={options}
      />
    </>
  );
};

interface WriteEntryProps {
  /** What it is about. */
  readonly about?: { readonly meeting?: string; readonly case?: string };
  readonly look?: Look;
  readonly label?: ReactNode;
}

/** Somebody writes into their journal; nobody else reads it unless they say so. */
export const WriteEntry = ({ about = {}, look = 'quiet', label }: WriteEntryProps) => {
  const { t } = useLingui();
  const { draft, change, forget } = useDraft(`journal-${about.meeting ?? about.case ?? ''}`, nothing);
  const missing = useMissing();
  const { write } = useJournal();
  const act = async () => {
    const { community, weaver } = sharedBy(draft.shared);
    const { title, text } = draft;
    const body = { title, text, ...about, ...(community && { community }), ...(weaver && { weaver }) };
    const answer = await write(body);
    if (answer.ok) {
      change(nothing);
      forget();
    }
    return answer;
  };
  return (
    <FormDialog
      label={label ?? <Trans>Write into my journal</Trans>}
      look={look}
      title={t`My learning journal`}
      send={t`Write it down`}
      done={t`It is in your journal.`}
      missing={() => missing(draft)}
      act={act}
    >
      {(faults) => <Fields {...{ draft, change, faults }} />}
    </FormDialog>
  );
};

/** Changes an entry of one’s own, or with whom it is shared. */
export const ChangeEntry = ({ entry }: { entry: JournalEntry }) => {
  const { t } = useLingui();
  const { id, version, title, text } = entry;
  const before = { title, text, shared: choiceOf(entry) };
  const { draft, change, forget } = useDraft(`journal-${id}-${version}`, before);
  const missing = useMissing();
  const { edit } = useJournal();
  const act = async () => {
    const { shared, ...told } = draft;
    const answer = await edit(entry, { ...told, ...sharedBy(shared) });
    if (answer.ok) forget();
    return answer;
  };
  return (
    <FormDialog
      label={t`Change or share it`}
      title={t`My learning journal`}
      send={t`Save`}
      done={t`It is as you said.`}
      missing={() => missing(draft)}
      act={act}
    >
      {(faults) => <Fields {...{ draft, change, faults }} />}
    </FormDialog>
  );
};
