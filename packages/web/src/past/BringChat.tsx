import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ChatPreview, Meeting } from '@skein/contracts';
import { useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Buttons } from '../ui/layout/Layout.tsx';
import { Notice } from '../ui/notice/Notice.tsx';
import { say } from '../ui/toast/toasts.ts';
import { PeopleFields } from './PeopleFields.tsx';
import { useChat } from './queries.ts';

const Found = ({ preview: { messages, withheld, unread, links } }: { preview: ChatPreview }) => (
  <div className="stack stack--tight">
    <p>
      <Plural value={messages} one="# message of a chat" other="# messages of a chat" />,{' '}
      <Plural value={links.length} one="# link" other="# links" />
    </p>
    {withheld > 0 && (
      <Notice>
        <Plural
          value={withheld}
          one="# message to some alone is left out: nothing of it is stored."
          other="# messages to some alone are left out: nothing of them is stored."
        />
      </Notice>
    )}
    {unread.length > 0 && (
      <Notice tone="caution">
        <Trans>Not read, since they are no part of a message: lines {unread.slice(0, 20).join(', ')}</Trans>
      </Notice>
    )}
  </div>
);

/** Brings the chat of a meeting: pasted, looked at, kept. */
export const BringChat = ({ meeting }: { meeting: Meeting }) => {
  const { t } = useLingui();
  const [text, setText] = useState('');
  const [preview, setPreview] = useState<ChatPreview>();
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Faults>();
  const { look, keep } = useChat(meeting.id);
  const whoIs = (name: string): string =>
    said[name] ?? preview?.people.find((one) => one.name === name)?.person ?? '';
  const write = (changed: string): void => {
    setText(changed);
    setPreview(undefined);
  };
  const read = async (): Promise<void> => {
    const answer = await look(text).catch(thrown);
    if (answer.ok) setPreview(answer.value);
    else setFaults(faultsOf(answer.problem));
  };
  const take = async ({ people }: ChatPreview): Promise<void> => {
    const named = people.flatMap(({ name }) => (whoIs(name) ? [{ name, person: whoIs(name) }] : []));
    const answer = await keep(text, named).catch(thrown);
    if (answer.ok) say(t`The chat is kept with the meeting.`);
    else setFaults(faultsOf(answer.problem));
  };
  const send = async (): Promise<void> => {
    if (!text.trim()) return setFaults({ fields: new Map([['text', t`Paste the chat first.`]]) });
    setBusy(true);
    setFaults(undefined);
    await (preview ? take(preview) : read());
    return setBusy(false);
  };
  return (
    <Form faults={faults} faultsTitle={t`Something stands in the way`} onSubmit={send}>
      <TextField
        name="text"
        lines
        label={t`The chat, as your conference program saved or copied it`}
        hint={t`Messages to some alone are left out.`}
        error={faults?.fields.get('text')}
        value={text}
        onChange={write}
      />
      {preview && (
        <>
          <Found preview={preview} />
          <PeopleFields
            community={meeting.community}
            people={preview.people}
            whoIs={whoIs}
            onSay={(name, person) => setSaid({ ...said, [name]: person })}
          />
        </>
      )}
      <Buttons>
        <Button type="submit" pending={busy && t`Reading …`}>
          {preview ? <Trans>Keep it with the meeting</Trans> : <Trans>See what it holds</Trans>}
        </Button>
      </Buttons>
    </Form>
  );
};
