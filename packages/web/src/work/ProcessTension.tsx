import { useLingui } from '@lingui/react/macro';
import type { Tension, TensionProcessing, Workstream } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { useNamesIn } from '../people/names.ts';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { workstreamsQuery } from './queries.ts';
import { useRecords } from './record-queries.ts';

const empty = {
  kind: 'step',
  title: '',
  owner: '',
  workstream: '',
  due: '',
  why: '',
  reviewOn: '',
  word: '',
};
type Draft = typeof empty;

/** What is sent for what was chosen: fields that are left empty are not said. */
const outcomeIn = ({
  kind,
  title,
  owner,
  workstream,
  due,
  why,
  reviewOn,
  word,
}: Draft): TensionProcessing => {
  const said = word.trim() ? { word } : {};
  if (kind === 'none') return { kind: 'none', ...said };
  if (kind === 'decision')
    return {
      ...{ kind: 'decision', ...said },
      decision: { what: title, why, agreedBy: [], ...(reviewOn && { reviewOn }) },
    };
  return {
    ...{ kind: 'step', ...said },
    step: {
      ...{ title, notes: '', owners: owner ? [owner] : [] },
      ...(workstream && { workstream }),
      ...(due && { due }),
    },
  };
};

interface FieldsProps {
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
  readonly faultOf: (field: string) => string | undefined;
}

const StepFields = ({
  draft,
  change,
  faultOf,
  community,
  streams,
}: FieldsProps & { community: string; streams: readonly Workstream[] }) => {
  const { t } = useLingui();
  const { members } = useNamesIn(community);
  return (
    <>
      <TextField
        name="title"
        label={t`The next step`}
        error={faultOf('title') ?? faultOf('step.title')}
        value={draft.title}
        onChange={(title) => change({ title })}
        maxLength={300}
      />
      <SelectField
        name="owner"
        label={t`Who could take it on?`}
        hint={t`They are asked; it is theirs once they accept.`}
        error={faultOf('step.owners.0')}
        value={draft.owner}
        onChange={(owner) => change({ owner })}
        empty={t`Nobody yet`}
        options={members.map(({ id, name }) => [id, name] as const)}
      />
      <TextField
        name="due"
        type="date"
        label={t`By when`}
        optional={t`(if you like)`}
        error={faultOf('step.due')}
        value={draft.due}
        onChange={(due) => change({ due })}
      />
      {streams.length > 0 && (
        <SelectField
          name="workstream"
          label={t`Part of which piece of work?`}
          error={faultOf('step.workstream')}
          value={draft.workstream}
          onChange={(workstream) => change({ workstream })}
          empty={t`A new one, named as the tension is`}
          options={streams.map(({ id, title }) => [id, title] as const)}
        />
      )}
    </>
  );
};

const DecisionFields = ({ draft, change, faultOf }: FieldsProps) => {
  const { t } = useLingui();
  return (
    <>
      <TextField
        name="title"
        label={t`What was decided?`}
        error={faultOf('title') ?? faultOf('decision.what')}
        value={draft.title}
        onChange={(title) => change({ title })}
        maxLength={300}
      />
      <TextField
        name="why"
        lines
        label={t`Why`}
        optional={t`(if you like)`}
        error={faultOf('decision.why')}
        value={draft.why}
        onChange={(why) => change({ why })}
        maxLength={5000}
      />
      <TextField
        name="reviewOn"
        type="date"
        label={t`When to look at it again`}
        optional={t`(if you like)`}
        error={faultOf('decision.reviewOn')}
        value={draft.reviewOn}
        onChange={(reviewOn) => change({ reviewOn })}
      />
    </>
  );
};

/** Those who run the community deal with a tension: it becomes a step or a decision, or is no longer one. */
export const ProcessTension = ({ tension }: { tension: Tension }) => {
  const { t } = useLingui();
  const { id, community, title } = tension;
  const { draft, change, forget } = useDraft(`dealt-${id}`, { ...empty, title });
  const { data: streams = [] } = useQuery(workstreamsQuery(community));
  const { process } = useRecords();
  const missing = () =>
    new Map(
      draft.kind === 'none' || draft.title.trim()
        ? []
        : [['title', t`Write in a line what it becomes.`] as const],
    );
  const act = async () => {
    const answer = await process(tension, outcomeIn(draft));
    if (answer.ok) forget();
    return answer;
  };
  return (
    <FormDialog
      label={t`Deal with it`}
      title={t`What becomes of it?`}
      send={t`Save`}
      done={t`It is dealt with.`}
      missing={missing}
      act={act}
    >
      {(faults) => {
        const fields = { draft, change, faultOf: (field: string) => faults?.fields.get(field) };
        return (
          <>
            <p>“{title}”</p>
            <SelectField
              name="kind"
              label={t`It becomes`}
              value={draft.kind}
              onChange={(kind) => change({ kind })}
              options={[
                ['step', t`A next step`],
                ['decision', t`A decision`],
                ['none', t`Nothing: it is no longer one`],
              ]}
            />
            {draft.kind === 'step' && <StepFields {...fields} community={community} streams={streams} />}
            {draft.kind === 'decision' && <DecisionFields {...fields} />}
            <TextField
              name="word"
              lines
              label={t`What was said of it`}
              optional={t`(if you like)`}
              error={faults?.fields.get('word')}
              value={draft.word}
              onChange={(word) => change({ word })}
              maxLength={2000}
            />
          </>
        );
      }}
    </FormDialog>
  );
};
