import { Trans, useLingui } from '@lingui/react/macro';
import type { ReadingList } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { meetingsAroundQuery } from '../learning/queries.ts';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import type { Faults } from '../ui/field/Form.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { useMoments } from '../words/moments.ts';
import { type Item, ReadingItems } from './ReadingItems.tsx';
import { useReadingLists } from './reading-queries.ts';

interface Draft {
  readonly title: string;
  readonly about: string;
  readonly meeting: string;
  readonly items: readonly Item[];
}

const nothing: Draft = { title: '', about: '', meeting: '', items: [] };

interface FieldsProps {
  readonly community: string;
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
  readonly faults: Faults | undefined;
}

const Fields = ({ community, draft, change, faults }: FieldsProps) => {
  const { t } = useLingui();
  const { written } = useMoments();
  const { data: meetings = [] } = useQuery(meetingsAroundQuery(community));
  const error = (field: string) => faults?.fields.get(field);
  return (
    <>
      <TextField
        name="title"
        label={t`What it is called`}
        error={error('title')}
        value={draft.title}
        onChange={(title) => change({ title })}
        maxLength={200}
      />
      <TextField
        name="about"
        lines
        label={t`What it is good for`}
        optional={t`(optional)`}
        error={error('about')}
        value={draft.about}
        onChange={(about) => change({ about })}
        maxLength={2000}
      />
      <SelectField
        name="meeting"
        label={t`Read for a meeting`}
        hint={t`That makes it a book club.`}
        error={error('meeting')}
        value={draft.meeting}
        onChange={(meeting) => change({ meeting })}
        empty={t`For none`}
        options={meetings.map(
          ({ id, title, startsAt }) => [id, `${written(startsAt, 'date')}: ${title}`] as const,
        )}
      />
      <ReadingItems community={community} items={draft.items} onChange={(items) => change({ items })} />
    </>
  );
};

const useMissing = () => {
  const { t } = useLingui();
  return ({ title }: Draft) => new Map(title.trim() ? [] : [['title', t`Say what it is called.`] as const]);
};

const itemsOf = ({ items }: Draft) => items.map(({ resource, note }) => ({ resource, note }));

export const MakeReadingList = ({ community }: { community: string }) => {
  const { t } = useLingui();
  const { draft, change, forget } = useDraft<Draft>(`reading-${community}`, nothing);
  const missing = useMissing();
  const { make } = useReadingLists();
  const act = async () => {
    const { title, about, meeting } = draft;
    const told = { community, title, about, items: itemsOf(draft), ...(meeting && { meeting }) };
    const answer = await make(told);
    if (answer.ok) {
      change(nothing);
      forget();
    }
    return answer;
  };
  return (
    <FormDialog
      label={<Trans>Make a reading list</Trans>}
      title={t`A reading list`}
      send={t`Make it`}
      done={t`The list is made.`}
      missing={() => missing(draft)}
      act={act}
    >
      {(faults) => <Fields {...{ community, draft, change, faults }} />}
    </FormDialog>
  );
};

export const ChangeReadingList = ({ of }: { of: ReadingList }) => {
  const { t } = useLingui();
  const { id, version, community, title, about, meeting = '' } = of;
  const items = of.items.map(({ resource, note }) => ({
    resource: resource.id,
    title: resource.title,
    note,
  }));
  const before: Draft = { title, about, meeting, items };
  const { draft, change, forget } = useDraft<Draft>(`reading-${id}-${version}`, before);
  const missing = useMissing();
  const { edit } = useReadingLists();
  const act = async () => {
    const told = { title: draft.title, about: draft.about, meeting: draft.meeting || null };
    const answer = await edit(of, { ...told, items: itemsOf(draft) });
    if (answer.ok) forget();
    return answer;
  };
  return (
    <FormDialog
      label={<Trans>Change it</Trans>}
      title={t`A reading list`}
      send={t`Save`}
      done={t`It is as you said.`}
      missing={() => missing(draft)}
      act={act}
    >
      {(faults) => <Fields {...{ community, draft, change, faults }} />}
    </FormDialog>
  );
};
