import { useLingui } from '@lingui/react/macro';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { useRecords } from './record-queries.ts';

const empty = { title: '', wouldHelp: '' };

/** Anybody who takes part raises what they want dealt with. */
export const RaiseTension = ({ community }: { community: string }) => {
  const { t } = useLingui();
  const { draft, change, forget } = useDraft(`tension-${community}`, empty);
  const { raise } = useRecords();
  const missing = () =>
    new Map(draft.title.trim() ? [] : [['title', t`Write in a line what you want dealt with.`] as const]);
  const act = async () => {
    const answer = await raise({ community, ...draft });
    if (answer.ok) {
      change(empty);
      forget();
    }
    return answer;
  };
  return (
    <FormDialog
      label={t`Raise a tension`}
      look="solid"
      title={t`What do you want dealt with?`}
      send={t`Raise it`}
      done={t`It is raised, and comes up at the next meeting.`}
      missing={missing}
      act={act}
    >
      {(faults) => (
        <>
          <TextField
            name="title"
            label={t`What it is, in a line`}
            hint={t`Something that is in the way, or that could be better.`}
            error={faults?.fields.get('title')}
            value={draft.title}
            onChange={(title) => change({ title })}
            maxLength={300}
          />
          <TextField
            name="wouldHelp"
            lines
            label={t`What would help?`}
            optional={t`(if you know)`}
            error={faults?.fields.get('wouldHelp')}
            value={draft.wouldHelp}
            onChange={(wouldHelp) => change({ wouldHelp })}
            maxLength={2000}
          />
        </>
      )}
    </FormDialog>
  );
};
