import { Trans, useLingui } from '@lingui/react/macro';
import { Eye } from 'lucide-react';
import { useState } from 'react';
import { Button, RouteButton } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { say } from '../ui/toast/toasts.ts';
import { followProfile } from '../words/languages.ts';
import { changesOf, draftOf } from './draft.ts';
import { MePage } from './MePage.tsx';
import { Photo } from './Photo.tsx';
import { ProfileFields } from './ProfileFields.tsx';
import { useMe, useMyChanges } from './queries.ts';

/** One’s profile, each field with who sees it. */
export const Profile = () => {
  const { t } = useLingui();
  const me = useMe();
  const { edit, latest } = useMyChanges();
  const [from, setFrom] = useState(me);
  // By version, so that what was typed upon an earlier one is not taken for a change of this one.
  const { draft, change, forget } = useDraft(`profile-${from.version}`, draftOf(from));
  const [faults, setFaults] = useState<Faults>();
  const [saving, setSaving] = useState(false);
  /** Somebody else changed it: what is typed here is put on top of what it is now, and sent once it was seen. */
  const rebase = async (): Promise<void> => {
    const now = await latest();
    const typed = changesOf(draftOf(from), draft);
    const mine = Object.keys(typed).filter((field) => field !== 'visibility');
    const kept = Object.fromEntries(Object.entries(draft).filter(([field]) => mine.includes(field)));
    const current = draftOf(now);
    forget();
    setFrom(now);
    change({ ...current, ...kept, visibility: { ...current.visibility, ...typed.visibility } });
    setFaults({
      fields: new Map(),
      whole: t`Your profile was changed elsewhere meanwhile. Below is what it is now, with what you typed on top: look at it, and save again.`,
    });
  };
  const save = async (): Promise<void> => {
    setFaults(undefined);
    setSaving(true);
    const answer = await edit(from.version, changesOf(draftOf(from), draft)).catch(thrown);
    if (!answer.ok && answer.problem.code === 'stale-edit') await rebase();
    else if (!answer.ok) setFaults(faultsOf(answer.problem));
    else {
      change(draftOf(answer.value));
      forget();
      setFrom(answer.value);
      if (answer.value.language !== from.language) await followProfile(answer.value.language);
      say(t`Your profile is saved.`);
    }
    setSaving(false);
  };
  return (
    <MePage title={t`Profile`}>
      <Form wide faults={faults} faultsTitle={t`Your profile could not be saved`} onSubmit={save}>
        <ProfileFields
          photo={<Photo person={from} onChanged={setFrom} />}
          draft={draft}
          change={change}
          faults={faults}
        />
        <Buttons>
          <Button type="submit" pending={saving && t`Saving …`}>
            <Trans>Save</Trans>
          </Button>
          <RouteButton to="/me/as-seen" look="quiet">
            <Eye className="icon" aria-hidden="true" />
            <Trans>See it as others do</Trans>
          </RouteButton>
        </Buttons>
      </Form>
    </MePage>
  );
};
