import { Trans, useLingui } from '@lingui/react/macro';
import type { Community } from '@skein/contracts';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { Dialog } from '../ui/dialog/Dialog.tsx';
import { Choice, Choices } from '../ui/field/Choice.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { SelectField } from '../ui/field/SelectField.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { useDraft } from '../ui/forms/draft.ts';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { say } from '../ui/toast/toasts.ts';
import { ChosenFile } from './ChosenFile.tsx';
import { useLibrary } from './queries.ts';

const nothing = { community: '', title: '', what: '', about: '', tags: '', audience: 'community' as const };
type Draft = Omit<typeof nothing, 'audience'> & { audience: 'community' | 'network' };

const tagsIn = (tags: string): string[] =>
  tags
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);

const isAddress = (what: string): boolean => /^https?:\/\/\S+$/i.test(what.trim());

const sentBy = ({ title, what, about, tags, audience }: Draft, only: string) => ({
  community: only,
  ...{ title: title.trim(), about: about.trim(), audience },
  ...(isAddress(what) ? { url: what.trim() } : { text: what.trim() }),
  tags: tagsIn(tags),
});

const Fields = ({
  communities,
  draft,
  change,
  faults,
  only,
  file,
  hasFile,
}: {
  communities: readonly Community[];
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  faults: Faults | undefined;
  only: string;
  /** What is chosen instead of an address or a text. */
  file: ReactNode;
  hasFile: boolean;
}) => {
  const { t } = useLingui();
  const error = (field: string) => faults?.fields.get(field);
  return (
    <>
      <TextField
        name="title"
        label={t`What it is called`}
        error={error('title')}
        value={draft.title}
        onChange={(title) => change({ title })}
      />
      {!hasFile && (
        <TextField
          name="what"
          lines
          label={t`Its web address, or the text itself`}
          error={error('what') ?? error('url') ?? error('text')}
          value={draft.what}
          onChange={(what) => change({ what })}
        />
      )}
      {file}
      <TextField
        name="about"
        lines
        label={t`What it is good for`}
        optional={t`(optional)`}
        error={error('about')}
        value={draft.about}
        onChange={(about) => change({ about })}
      />
      <TextField
        name="tags"
        label={t`Tags`}
        hint={t`Parted by commas.`}
        optional={t`(optional)`}
        error={error('tags')}
        value={draft.tags}
        onChange={(tags) => change({ tags })}
      />
      {communities.length > 1 && (
        <SelectField
          name="community"
          label={t`Community`}
          value={only}
          onChange={(community) => change({ community })}
          options={communities.map(({ id, name }) => [id, name] as const)}
        />
      )}
      <Choices legend={<Trans>Who finds it</Trans>}>
        <Choice
          kind="radio"
          name="audience"
          label={<Trans>Members of the community</Trans>}
          checked={draft.audience === 'community'}
          onChange={() => change({ audience: 'community' })}
        />
        <Choice
          kind="radio"
          name="audience"
          label={<Trans>Everybody in the network</Trans>}
          checked={draft.audience === 'network'}
          onChange={() => change({ audience: 'network' })}
        />
      </Choices>
    </>
  );
};

/** Puts a link, a text or a file into the library of one of one’s communities. */
export const AddResource = ({
  communities,
  community,
}: {
  communities: readonly Community[];
  community: string;
}) => {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Faults>();
  const { draft, change, forget } = useDraft<Draft>('resource', nothing);
  const { add, send: sendFile } = useLibrary();
  const [file, setFile] = useState<File>();
  const [share, setShare] = useState<number>();
  const choose = (chosen: File | undefined): void => {
    setFile(chosen);
    setFaults(undefined);
    if (chosen && !draft.title.trim()) change({ title: chosen.name.replace(/\.[^.]+$/, '') });
  };
  const offered = [draft.community, community, communities[0]?.id];
  const only = offered.find((one) => communities.some(({ id }) => id === one)) ?? '';
  const send = async (): Promise<void> => {
    const missing = new Map<string, string>();
    if (!draft.title.trim()) missing.set('title', t`Say what it is called.`);
    if (!file && !draft.what.trim()) missing.set('what', t`Paste its address, or what it says.`);
    if (missing.size) return setFaults({ fields: missing });
    setBusy(true);
    const { audience, tags } = draft;
    const about = draft.about.trim();
    const query = { community: only, name: file?.name ?? '', title: draft.title.trim(), audience };
    const told = { ...(about && { about }), ...(tags.trim() && { tags: tagsIn(tags) }) };
    const step = file ? sendFile(file, query, told, setShare) : add(sentBy(draft, only));
    const answer = await step.catch(thrown);
    setBusy(false);
    setShare(undefined);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    forget();
    change(nothing);
    setFile(undefined);
    setFaults(undefined);
    setOpen(false);
    return say(t`It is in the library.`);
  };
  return (
    <div>
      <Button onPress={() => setOpen(true)}>
        <Plus className="icon" aria-hidden="true" />
        <Trans>Put something in</Trans>
      </Button>
      <Dialog title={t`Put something into the library`} open={open} onClose={() => setOpen(false)}>
        <Form faults={faults} faultsTitle={t`Something stands in the way`} onSubmit={send}>
          <Fields
            {...{ communities, draft, change, faults, only }}
            hasFile={file !== undefined}
            file={<ChosenFile file={file} onChoose={choose} share={share} />}
          />
          <Buttons>
            <Button type="submit" pending={busy && t`Saving …`}>
              <Trans>Put it in</Trans>
            </Button>
            <Button look="quiet" onPress={() => setOpen(false)}>
              <Trans>Not now</Trans>
            </Button>
          </Buttons>
        </Form>
      </Dialog>
    </div>
  );
};
