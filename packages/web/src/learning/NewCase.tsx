import { useLingui } from '@lingui/react/macro';
import type { LearningCaseKind } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { usePlaceIn } from '../session/reading.ts';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { useMoments } from '../words/moments.ts';
import { meetingsAroundQuery, useCases } from './queries.ts';
import { partsIn, useKindName, useScopeName } from './words.ts';

const empty = { kind: 'case', title: '', situation: '', meeting: '', scope: 'community', list: '' };

const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);

/** Somebody brings a case, or another form of learning, to a meeting. */
export const NewCase = ({ community }: { community: string }) => {
  const { t } = useLingui();
  const kindName = useKindName();
  const scopeName = useScopeName();
  const { written } = useMoments();
  const { me = '' } = usePlaceIn(community);
  const { draft, change, forget } = useDraft(`case-${community}`, empty);
  const { data: meetings = [] } = useQuery(meetingsAroundQuery(community));
  const { raise } = useCases();
  const kind = draft.kind as LearningCaseKind;
  const missing = () => {
    const fields = new Map<string, string>();
    if (!draft.title.trim()) fields.set('title', t`Write in a line what it is about.`);
    if (!draft.meeting) fields.set('meeting', t`Choose the meeting that it is brought to.`);
    return fields;
  };
  const act = async () => {
    const { title, situation, meeting, list } = draft;
    const answer = await raise(meeting, {
      ...{ kind, title, situation, broughtBy: me, observations: [], insights: [] },
      scope: draft.scope === 'meeting' ? 'meeting' : 'community',
      criteria: kind === 'huddle' ? linesIn(list) : [],
      tables: kind === 'world-cafe' ? linesIn(list).map((table) => ({ title: table })) : [],
    });
    if (answer.ok) {
      change(empty);
      forget();
    }
    return answer;
  };
  return (
    <FormDialog
      label={t`Bring a case`}
      look="solid"
      title={t`What do you bring?`}
      send={t`Bring it`}
      done={t`It is brought to the meeting.`}
      missing={missing}
      act={act}
    >
      {(faults) => (
        <>
          <SelectField
            name="kind"
            label={t`In which form`}
            value={kind}
            onChange={(chosen) => change({ kind: chosen })}
            options={(Object.keys(partsIn) as LearningCaseKind[]).map((one) => [one, kindName(one)] as const)}
          />
          <TextField
            name="title"
            label={t`What it is about, in a line`}
            error={faults?.fields.get('title')}
            value={draft.title}
            onChange={(title) => change({ title })}
            maxLength={200}
          />
          <TextField
            name="situation"
            lines
            label={t`The situation`}
            hint={t`What happened, and what you want to learn. Leave out what names others.`}
            error={faults?.fields.get('situation')}
            value={draft.situation}
            onChange={(situation) => change({ situation })}
            maxLength={10_000}
          />
          {(kind === 'huddle' || kind === 'world-cafe') && (
            <TextField
              name="list"
              lines
              label={kind === 'huddle' ? t`What would make it a success?` : t`The tables`}
              hint={t`One a line.`}
              error={faults?.fields.get('criteria') ?? faults?.fields.get('tables')}
              value={draft.list}
              onChange={(list) => change({ list })}
            />
          )}
          <SelectField
            name="meeting"
            label={t`Brought to which meeting?`}
            error={faults?.fields.get('meeting')}
            value={draft.meeting}
            onChange={(meeting) => change({ meeting })}
            empty={t`Choose a meeting`}
            options={meetings.map(
              ({ id, title, startsAt }) => [id, `${written(startsAt, 'date')}: ${title}`] as const,
            )}
          />
          <SelectField
            name="scope"
            label={t`Who may read it`}
            hint={t`You alone can clear it for the whole network later.`}
            error={faults?.fields.get('scope')}
            value={draft.scope}
            onChange={(scope) => change({ scope })}
            options={(['community', 'meeting'] as const).map((one) => [one, scopeName(one)] as const)}
          />
        </>
      )}
    </FormDialog>
  );
};
