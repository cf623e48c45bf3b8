import { useLingui } from '@lingui/react/macro';
import type { ResourceTag } from '@skein/contracts';
import { useState } from 'react';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useLibrary } from './queries.ts';

interface TidyTagsProps {
  readonly community: string;
  readonly tags: readonly ResourceTag[];
}

/** Calls a tag otherwise; called as another is, the two become one. */
export const TidyTags = ({ community, tags }: TidyTagsProps) => {
  const { t } = useLingui();
  const [from, setFrom] = useState(tags[0]?.tag ?? '');
  const [to, setTo] = useState('');
  const { renameTag } = useLibrary();
  const joins = tags.some(({ tag }) => tag !== from && tag.toLowerCase() === to.trim().toLowerCase());
  const act = async () => {
    const answer = await renameTag(community, from, to.trim());
    if (answer.ok) setTo('');
    return answer;
  };
  return (
    <FormDialog
      label={t`Tidy the tags`}
      title={t`Call a tag otherwise`}
      send={joins ? t`Make them one` : t`Rename it`}
      done={t`The tags are tidy.`}
      missing={() => new Map(to.trim() ? [] : [['to', t`Write what it is called from now on.`] as const])}
      act={act}
    >
      {(faults) => (
        <>
          <SelectField
            name="from"
            label={t`Which tag`}
            error={faults?.fields.get('from')}
            value={from}
            onChange={setFrom}
            options={tags.map(({ tag, resources }) => [tag, `${tag} (${resources})`] as const)}
          />
          <TextField
            name="to"
            label={t`What it is called from now on`}
            hint={t`The name of another tag makes the two one.`}
            error={faults?.fields.get('to')}
            value={to}
            onChange={setTo}
            maxLength={60}
          />
        </>
      )}
    </FormDialog>
  );
};
