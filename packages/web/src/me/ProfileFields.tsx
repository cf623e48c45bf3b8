import { Trans, useLingui } from '@lingui/react/macro';
import type { ProfileField } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useNetwork } from '../session/queries.ts';
import { Choice } from '../ui/field/Choice.tsx';
import type { Faults } from '../ui/field/Form.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { languages, useLanguageName } from '../words/languages.ts';
import { fields, type ProfileDraft } from './draft.ts';
import { useMe } from './queries.ts';
import { Shown } from './Shown.tsx';

interface FieldProps {
  /** What stands for the photo, which is kept by itself. */
  readonly photo: ReactNode;
  readonly draft: ProfileDraft;
  readonly change: (changes: Partial<ProfileDraft>) => void;
  readonly faults: Faults | undefined;
}

/** What each field is called; one that has no word is an error of its type. */
const useFieldNames = (): Readonly<Record<ProfileField, string>> => {
  const { t } = useLingui();
  return {
    occupation: t`What you do`,
    organisation: t`Place of work`,
    region: t`Region`,
    interests: t`Interests`,
    strengths: t`What you can help others with`,
    timeZone: t`Time zone`,
    language: t`Language`,
    email: t`E-mail address`,
    photo: t`Photo`,
  };
};

const zones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')];

const Zone = ({ draft, change, name }: FieldProps & { name: string }) => {
  const { t } = useLingui();
  return (
    <SelectField
      name="timeZone"
      label={name}
      value={draft.timeZone}
      onChange={(timeZone) => change({ timeZone })}
      empty={t`The network’s`}
      options={[...new Set([draft.timeZone, ...zones()])]
        .filter(Boolean)
        .map((zone) => [zone, zone.replaceAll('_', ' ')])}
    />
  );
};

/** The languages of the network, those of the page, and the one that was chosen. */
const Tongue = ({ draft, change, name }: FieldProps & { name: string }) => {
  const { t } = useLingui();
  const network = useNetwork();
  const nameOf = useLanguageName();
  const tags = [...network.languages, ...languages.map(([tag]) => tag), draft.language];
  return (
    <SelectField
      name="language"
      label={name}
      value={draft.language}
      onChange={(language) => change({ language })}
      empty={t`The network’s`}
      options={[...new Set(tags)].filter(Boolean).map((tag) => [tag, nameOf(tag)])}
    />
  );
};

const Address = ({ name }: { name: string }) => {
  const { email } = useMe();
  return (
    <p>
      <b>{name}</b>
      <br />
      {email}{' '}
      <Link to="/me/devices">
        <Trans>Change it</Trans>
      </Link>
    </p>
  );
};

/** What is typed into a field; nothing for those that are changed elsewhere. */
const Typed = ({ field, name, ...shared }: FieldProps & { field: ProfileField; name: string }) => {
  const { t } = useLingui();
  if (field === 'timeZone') return <Zone name={name} {...shared} />;
  if (field === 'language') return <Tongue name={name} {...shared} />;
  if (field === 'photo') return shared.photo;
  if (field === 'email') return <Address name={name} />;
  const isList = field === 'interests' || field === 'strengths';
  return (
    <TextField
      name={field}
      label={name}
      hint={isList && t`Words or short phrases, with commas between them.`}
      error={shared.faults?.fields.get(field)}
      value={shared.draft[field]}
      onChange={(value) => shared.change({ [field]: value })}
    />
  );
};

/** The fields of a profile, each with who sees it. */
export const ProfileFields = (shared: FieldProps) => {
  const { t } = useLingui();
  const { draft, change, faults } = shared;
  const names = useFieldNames();
  const { visibility } = draft;
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
      {fields.map((field) => (
        <Shown
          key={field}
          field={field}
          what={names[field]}
          by={visibility[field]}
          onChange={(audience) => change({ visibility: { ...visibility, [field]: audience } })}
        >
          <Typed field={field} name={names[field]} {...shared} />
        </Shown>
      ))}
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
