import { Trans, useLingui } from '@lingui/react/macro';
import type { FieldAudience, ProfileField } from '@skein/contracts';
import { type ReactNode, useState } from 'react';
import { Button, RouteButton } from '../ui/button/Button.tsx';
import { Choice } from '../ui/field/Choice.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { say } from '../ui/toast/toasts.ts';
import { changesOf, draftOf, type ProfileDraft } from './draft.ts';
import { MePage } from './MePage.tsx';
import styles from './me.module.css';
import { useMe, useMyChanges, useMyId } from './queries.ts';

const useAudiences = (): readonly (readonly [FieldAudience, string])[] => {
  const { t } = useLingui();
  return [
    ['network', t`Everybody in the network`],
    ['communities', t`Those in my communities`],
    ['nobody', t`Nobody but the hosts`],
  ];
};

interface ShownProps {
  readonly field: ProfileField;
  readonly what: string;
  readonly draft: ProfileDraft;
  readonly change: (changes: Partial<ProfileDraft>) => void;
  readonly children?: ReactNode;
}

/** A field of the profile, and beside it who sees it. */
const Shown = ({ field, what, draft: { visibility }, change, children }: ShownProps) => {
  const audiences = useAudiences();
  return (
    <div className={styles.shown}>
      {children ?? <p>{what}</p>}
      <SelectField
        name={`visibility.${field}`}
        label={
          <>
            <Trans>Who sees it</Trans>
            <span className="unheard">: {what}</span>
          </>
        }
        value={visibility[field]}
        onChange={(audience) => change({ visibility: { ...visibility, [field]: audience as FieldAudience } })}
        options={audiences}
      />
    </div>
  );
};

const zones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')];

const Fields = ({
  draft,
  change,
  faults,
}: Pick<ShownProps, 'draft' | 'change'> & { faults: Faults | undefined }) => {
  const { t } = useLingui();
  const shared = { draft, change };
  const texts = [
    ['occupation', t`What you do`, undefined],
    ['organisation', t`Place of work`, undefined],
    ['region', t`Region`, undefined],
    ['interests', t`Interests`, t`Words or short phrases, with commas between them.`],
    ['strengths', t`What you can help others with`, t`Words or short phrases, with commas between them.`],
  ] as const;
  return (
    <>
      <TextField
        name="name"
        label={t`Your name`}
        hint={t`Seen by everybody who sees you at all.`}
        error={faults?.fields.get('name')}
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      {texts.map(([field, what, hint]) => (
        <Shown key={field} field={field} what={what} {...shared}>
          <TextField
            name={field}
            label={what}
            hint={hint}
            error={faults?.fields.get(field)}
            value={draft[field]}
            onChange={(value) => change({ [field]: value })}
          />
        </Shown>
      ))}
      <Shown field="timeZone" what={t`Time zone`} {...shared}>
        <SelectField
          name="timeZone"
          label={t`Time zone`}
          value={draft.timeZone}
          onChange={(timeZone) => change({ timeZone })}
          empty={t`The network’s`}
          options={zones().map((zone) => [zone, zone.replaceAll('_', ' ')])}
        />
      </Shown>
      <Shown field="email" what={t`E-mail address`} {...shared} />
      <Choice
        boxed
        label={t`Name me openly where I facilitate or am in a core group`}
        hint={t`Visitors who have not signed in then read your name on the page of the community.`}
        checked={draft.namedOpenly}
        onChange={(namedOpenly) => change({ namedOpenly })}
      />
    </>
  );
};

/** One’s profile, each field with who sees it. */
export const Profile = () => {
  const { t } = useLingui();
  const me = useMe();
  const id = useMyId();
  const { edit } = useMyChanges();
  const [from, setFrom] = useState(me);
  const [draft, setDraft] = useState(() => draftOf(me));
  const [faults, setFaults] = useState<Faults>();
  const [saving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    setFaults(undefined);
    setSaving(true);
    const answer = await edit(from.version, changesOf(draftOf(from), draft)).catch(thrown);
    setSaving(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    setFrom(answer.value);
    setDraft(draftOf(answer.value));
    say(t`Your profile is saved.`);
  };
  return (
    <MePage title={t`Profile`}>
      <Form wide faults={faults} faultsTitle={t`Your profile could not be saved`} onSubmit={save}>
        <Fields draft={draft} change={(changes) => setDraft({ ...draft, ...changes })} faults={faults} />
        <Buttons>
          <Button type="submit" pending={saving && t`Saving …`}>
            <Trans>Save</Trans>
          </Button>
          <RouteButton to="/people/$person" params={{ person: id }} look="quiet">
            <Trans>See my page</Trans>
          </RouteButton>
        </Buttons>
      </Form>
    </MePage>
  );
};
