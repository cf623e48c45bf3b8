import { Trans, useLingui } from '@lingui/react/macro';
import type { KnowledgeProduct, KnowledgeProductKind } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { casesQuery } from '../learning/queries.ts';
import { resourcesInQuery } from '../library/queries.ts';
import { useNamesIn } from '../people/names.ts';
import { FormDialog } from '../ui/dialog/FormDialog.tsx';
import { Choice, Choices } from '../ui/field/Choice.tsx';
import type { Faults } from '../ui/field/Form.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { useProducts } from './queries.ts';
import { useProductKinds } from './words.ts';

interface Draft {
  readonly title: string;
  readonly kind: KnowledgeProductKind;
  readonly about: string;
  readonly authors: readonly string[];
  readonly cases: readonly string[];
  readonly resources: readonly string[];
}

const nothing: Draft = { title: '', kind: 'guide', about: '', authors: [], cases: [], resources: [] };

interface PickProps {
  readonly legend: string;
  readonly options: readonly (readonly [id: string, name: string])[];
  readonly picked: readonly string[];
  readonly onChange: (picked: string[]) => void;
}

/** Any number of what there is. */
const Pick = ({ legend, options, picked, onChange }: PickProps) =>
  options.length > 0 && (
    <details>
      <summary>
        {legend} <span className="quiet num">{picked.length}</span>
      </summary>
      <Choices legend={<span className="unheard">{legend}</span>}>
        {options.map(([id, name]) => (
          <Choice
            key={id}
            label={name}
            checked={picked.includes(id)}
            onChange={(on) => onChange(on ? [...picked, id] : picked.filter((one) => one !== id))}
          />
        ))}
      </Choices>
    </details>
  );

interface FieldsProps {
  readonly community: string;
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
  readonly faults: Faults | undefined;
}

const Fields = ({ community, draft, change, faults }: FieldsProps) => {
  const { t } = useLingui();
  const kinds = useProductKinds();
  const { members } = useNamesIn(community);
  const { data: cases = [] } = useQuery(casesQuery(community));
  const { data: resources = [] } = useQuery(resourcesInQuery(community));
  const error = (field: string) => faults?.fields.get(field);
  const open = cases.filter(({ scope }) => scope !== 'meeting');
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
      <SelectField
        name="kind"
        label={t`What kind of thing it is`}
        value={draft.kind}
        onChange={(kind) => change({ kind: kind as KnowledgeProductKind })}
        options={Object.entries(kinds)}
      />
      <TextField
        name="about"
        lines
        label={t`What it says, and for whom`}
        error={error('about')}
        value={draft.about}
        onChange={(about) => change({ about })}
        maxLength={5000}
      />
      <Pick
        legend={t`Who made it`}
        options={members.map(({ id, name }) => [id, name])}
        picked={draft.authors}
        onChange={(authors) => change({ authors })}
      />
      <Pick
        legend={t`Learning cases behind it`}
        options={open.map(({ id, title }) => [id, title])}
        picked={draft.cases}
        onChange={(picked) => change({ cases: picked })}
      />
      <Pick
        legend={t`What of the library belongs to it`}
        options={resources.map(({ id, title }) => [id, title])}
        picked={draft.resources}
        onChange={(picked) => change({ resources: picked })}
      />
    </>
  );
};

const useMissing = () => {
  const { t } = useLingui();
  return ({ title }: Draft) => new Map(title.trim() ? [] : [['title', t`Say what it is called.`] as const]);
};

const sent = ({ authors, cases, resources, ...told }: Draft) => ({
  ...told,
  ...{ authors: [...authors], cases: [...cases], resources: [...resources] },
});

/** Begins something that a community makes of what it learnt. */
export const BeginProduct = ({ community }: { community: string }) => {
  const { t } = useLingui();
  const { draft, change, forget } = useDraft<Draft>(`product-${community}`, nothing);
  const missing = useMissing();
  const { begin } = useProducts();
  const act = async () => {
    const answer = await begin({ community, ...sent(draft) });
    if (answer.ok) {
      change(nothing);
      forget();
    }
    return answer;
  };
  return (
    <FormDialog
      label={<Trans>Begin something</Trans>}
      title={t`What do you make?`}
      send={t`Begin it as a draft`}
      done={t`It is begun.`}
      missing={() => missing(draft)}
      act={act}
    >
      {(faults) => <Fields {...{ community, draft, change, faults }} />}
    </FormDialog>
  );
};

export const ChangeProduct = ({ of }: { of: KnowledgeProduct }) => {
  const { t } = useLingui();
  const { id, version, community, title, kind, about, authors } = of;
  const before: Draft = {
    ...{ title, kind, about, authors },
    ...{ cases: of.cases.map((one) => one.id), resources: of.resources.map((one) => one.id) },
  };
  const { draft, change, forget } = useDraft<Draft>(`product-${id}-${version}`, before);
  const missing = useMissing();
  const { edit } = useProducts();
  const act = async () => {
    const answer = await edit(of, sent(draft));
    if (answer.ok) forget();
    return answer;
  };
  return (
    <FormDialog
      label={<Trans>Change it</Trans>}
      title={t`Change it`}
      send={t`Save`}
      done={t`It is as you said.`}
      missing={() => missing(draft)}
      act={act}
    >
      {(faults) => <Fields {...{ community, draft, change, faults }} />}
    </FormDialog>
  );
};
