import { useLingui } from '@lingui/react/macro';
import type { Workstream } from '@skein/contracts';
import { useNamesIn } from '../people/names.ts';
import { usePlaceIn } from '../session/reading.ts';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { useRecords } from './record-queries.ts';

const noStep = { title: '', owner: '', due: '', notes: '' };

/** Anybody who takes part proposes a next step, to themselves or somebody else. */
export const AddStep = ({ stream: { id, community } }: { stream: Workstream }) => {
  const { t } = useLingui();
  const { draft, change, forget } = useDraft(`step-${id}`, noStep);
  const { members } = useNamesIn(community);
  const { addStep } = useRecords();
  const act = async () => {
    const { title, notes, owner, due } = draft;
    const body = { title, notes, dates: [], owners: owner ? [owner] : [], ...(due && { due }) };
    const answer = await addStep(id, { ...body, status: 'proposed' });
    if (answer.ok) {
      change(noStep);
      forget();
    }
    return answer;
  };
  return (
    <FormDialog
      label={t`Propose a step`}
      title={t`What is the next step?`}
      send={t`Propose it`}
      done={t`The step is proposed.`}
      missing={() => new Map(draft.title.trim() ? [] : [['title', t`Write the step in a line.`] as const])}
      act={act}
    >
      {(faults) => (
        <>
          <TextField
            name="title"
            label={t`The step, in a line`}
            error={faults?.fields.get('title')}
            value={draft.title}
            onChange={(title) => change({ title })}
            maxLength={300}
          />
          <SelectField
            name="owner"
            label={t`Who could take it on?`}
            hint={t`They are asked; it is theirs once they accept.`}
            error={faults?.fields.get('owners.0')}
            value={draft.owner}
            onChange={(owner) => change({ owner })}
            empty={t`Nobody yet`}
            options={members.map((one) => [one.id, one.name] as const)}
          />
          <TextField
            name="due"
            type="date"
            label={t`By when`}
            optional={t`(if you like)`}
            error={faults?.fields.get('due')}
            value={draft.due}
            onChange={(due) => change({ due })}
          />
          <TextField
            name="notes"
            lines
            label={t`Notes`}
            optional={t`(if you like)`}
            error={faults?.fields.get('notes')}
            value={draft.notes}
            onChange={(notes) => change({ notes })}
            maxLength={5000}
          />
        </>
      )}
    </FormDialog>
  );
};

/** Those who run the community begin a piece of work. */
export const BeginWork = ({ community }: { community: string }) => {
  const { t } = useLingui();
  const { me } = usePlaceIn(community);
  const { draft, change, forget } = useDraft(`work-${community}`, { title: '', owner: me ?? '' });
  const { members } = useNamesIn(community);
  const { begin } = useRecords();
  const act = async () => {
    const { title, owner } = draft;
    const answer = await begin({ community, title, owners: owner ? [owner] : [] });
    if (answer.ok) {
      change({ title: '' });
      forget();
    }
    return answer;
  };
  return (
    <FormDialog
      label={t`Begin a piece of work`}
      title={t`What is to be done?`}
      send={t`Begin it`}
      done={t`It has begun. Propose its first step.`}
      missing={() => new Map(draft.title.trim() ? [] : [['title', t`Give it a name.`] as const])}
      act={act}
    >
      {(faults) => (
        <>
          <TextField
            name="title"
            label={t`What it is called`}
            error={faults?.fields.get('title')}
            value={draft.title}
            onChange={(title) => change({ title })}
            maxLength={200}
          />
          <SelectField
            name="owner"
            label={t`Who holds it together?`}
            error={faults?.fields.get('owners.0')}
            value={draft.owner}
            onChange={(owner) => change({ owner })}
            empty={t`Nobody yet`}
            options={members.map((one) => [one.id, one.name] as const)}
          />
        </>
      )}
    </FormDialog>
  );
};
