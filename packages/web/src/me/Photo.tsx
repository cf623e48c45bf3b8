import { Trans, useLingui } from '@lingui/react/macro';
import type { Person } from '@skein/contracts';
import { ImagePlus } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { readPhoto } from '../session/photos.ts';
import { Avatar } from '../ui/avatar/Avatar.tsx';
import { Button } from '../ui/button/Button.tsx';
import { Crop } from '../ui/crop/Crop.tsx';
import { Dialog } from '../ui/dialog/Dialog.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { say } from '../ui/toast/toasts.ts';
import { useMyChanges } from './queries.ts';

interface PhotoProps {
  readonly person: Person;
  /** The profile has another version with each photo. */
  readonly onChanged: (person: Person) => void;
}

/** One’s photo: chosen, cut to a square here, or taken away. */
export const Photo = ({ person, onChanged }: PhotoProps) => {
  const { t } = useLingui();
  const { depict, undepict } = useMyChanges();
  const [picture, setPicture] = useState<ImageBitmap>();
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const choose = async (files: FileList | null): Promise<void> => {
    const [file] = files ?? [];
    if (!file) return;
    setRefused(undefined);
    try {
      setPicture(await createImageBitmap(file));
    } catch {
      setRefused(t`This is no picture that your browser can read. JPEG, PNG and WebP are.`);
    }
  };
  const use = async (version: number, photo: Blob): Promise<void> => {
    setSending(true);
    const answer = await depict(version, photo).catch(thrown);
    setSending(false);
    setPicture(undefined);
    if (!answer.ok) return setRefused(answer.problem.detail);
    onChanged(answer.value);
    say(t`Your photo is kept.`);
  };
  const remove = async (): Promise<void> => {
    setRefused(undefined);
    const before = await readPhoto(person.id, 'large').catch(() => undefined);
    const answer = await undepict(person.version).catch(thrown);
    if (!answer.ok) return setRefused(answer.problem.detail);
    onChanged(answer.value);
    const { version } = answer.value;
    say(t`Your photo is taken away.`, before && { label: t`Undo`, act: () => void use(version, before) });
  };
  return (
    <div className="stack stack--tight">
      <div className="row">
        <Avatar id={person.id} name={person.name} photo={person.photo} size="large" />
        <b>
          <Trans>Photo</Trans>
        </b>
      </div>
      {refused && (
        <Notice tone="danger" live>
          {refused}
        </Notice>
      )}
      <Buttons>
        <FileTrigger acceptedFileTypes={['image/jpeg', 'image/png', 'image/webp']} onSelect={choose}>
          <Button look="quiet" size="small">
            <ImagePlus className="icon" aria-hidden="true" />
            {person.photo ? <Trans>Choose another photo</Trans> : <Trans>Choose a photo</Trans>}
          </Button>
        </FileTrigger>
        {person.photo && (
          <Button look="danger" size="small" onPress={remove}>
            <Trans>Take it away</Trans>
          </Button>
        )}
      </Buttons>
      <Dialog title={t`Cut your photo`} open={picture !== undefined} onClose={() => setPicture(undefined)}>
        {picture && (
          <Crop
            picture={picture}
            pending={sending && t`Saving …`}
            onDone={(photo) => use(person.version, photo)}
            onCancel={() => setPicture(undefined)}
          />
        )}
      </Dialog>
    </div>
  );
};
