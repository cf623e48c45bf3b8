import { useLingui } from '@lingui/react/macro';
import type { ContributionPart, LearningCase } from '@skein/contracts';
import { useNamesIn } from '../people/names.ts';
import { usePlaceIn } from '../session/reading.ts';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { useCases } from './queries.ts';
import { partsIn, usePartName } from './words.ts';

/** Somebody adds what they observe, ask or take forward; those who run the community also what others said. */
export const AddContribution = ({ to }: { to: LearningCase }) => {
  const { t } = useLingui();
  const { id, community, kind, criteria, tables } = to;
  const [first = 'insight'] = partsIn[kind];
  const empty = { part: first as string, text: '', by: '', party: '', criterion: '', table: '', round: '' };
  const { draft, change, forget } = useDraft(`contribution-${id}`, empty);
  const partName = usePartName();
  const { members } = useNamesIn(community);
  const { runs } = usePlaceIn(community);
  const { add } = useCases();
  const part = draft.part as ContributionPart;
  const act = async () => {
    const { text, by, party, criterion, table, round } = draft;
    const answer = await add(to, {
      ...{ part, text },
      ...(by && { by }),
      ...(party.trim() && { party }),
      ...(criterion && part !== 'insight' && { criterion }),
      ...(table && part === 'harvest' && { table }),
      ...(round && part === 'harvest' && { round: Number(round) }),
    });
    if (answer.ok) {
      // Whose view it is, and of what, mostly stays for the next one.
      change({ text: '' });
      forget();
    }
    return answer;
  };
  return (
    <FormDialog
      label={t`Add to it`}
      look="solid"
      title={t`What do you add?`}
      send={t`Add it`}
      done={t`It is added.`}
      missing={() => new Map(draft.text.trim() ? [] : [['text', t`Write what you add.`] as const])}
      act={act}
    >
      {(faults) => (
        <>
          <SelectField
            name="part"
            label={t`To which part`}
            error={faults?.fields.get('part')}
            value={part}
            onChange={(chosen) => change({ part: chosen })}
            options={partsIn[kind].map((one) => [one, partName(one)] as const)}
          />
          {kind === 'huddle' && part !== 'insight' && criteria.length > 0 && (
            <SelectField
              name="criterion"
              label={t`Held against`}
              error={faults?.fields.get('criterion')}
              value={draft.criterion}
              onChange={(criterion) => change({ criterion })}
              empty={t`The whole`}
              options={criteria.map((one) => [one.id, one.text] as const)}
            />
          )}
          {part === 'harvest' && (
            <>
              <SelectField
                name="table"
                label={t`At which table`}
                error={faults?.fields.get('table')}
                value={draft.table}
                onChange={(table) => change({ table })}
                empty={t`All together`}
                options={tables.map((one) => [one.id, one.title] as const)}
              />
              <TextField
                name="round"
                inputMode="numeric"
                label={t`In which round`}
                optional={t`(if you like)`}
                error={faults?.fields.get('round')}
                value={draft.round}
                onChange={(round) => change({ round: round.replace(/\D/g, '') })}
              />
            </>
          )}
          <TextField
            name="text"
            lines
            label={t`What is said`}
            error={faults?.fields.get('text')}
            value={draft.text}
            onChange={(text) => change({ text })}
            maxLength={2000}
          />
          {kind === 'after-action-review' && (
            <TextField
              name="party"
              label={t`Whose view it is`}
              optional={t`(if you like)`}
              hint={t`A team or a party: their views stand side by side.`}
              error={faults?.fields.get('party')}
              value={draft.party}
              onChange={(party) => change({ party })}
              maxLength={200}
            />
          )}
          {runs && (
            <SelectField
              name="by"
              label={t`Who said it`}
              error={faults?.fields.get('by')}
              value={draft.by}
              onChange={(by) => change({ by })}
              empty={t`Me`}
              options={members.map((one) => [one.id, one.name] as const)}
            />
          )}
        </>
      )}
    </FormDialog>
  );
};
