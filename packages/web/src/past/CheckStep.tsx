import { Trans, useLingui } from '@lingui/react/macro';
import type { Community, LinePlace } from '@skein/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { type Faults, Form } from '../ui/field/Form.tsx';
import { TextField } from '../ui/field/TextField.tsx';
import { faultsOf, thrown } from '../ui/forms/faults.ts';
import { Buttons, Two } from '../ui/layout/Layout.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
import { say } from '../ui/toast/toasts.ts';
import { factsOf, movedTo, type PastDraft, sentBy, whoIs } from './draft.ts';
import { LineRows } from './LineRows.tsx';
import { Outcome } from './Outcome.tsx';
import { PeopleFields } from './PeopleFields.tsx';
import styles from './past.module.css';
import { type Preview, useTakingIn } from './queries.ts';

interface CheckProps {
  readonly community: Community;
  readonly draft: PastDraft;
  readonly change: (changes: Partial<PastDraft>) => void;
  readonly forget: () => void;
  readonly preview: Preview;
  readonly onBack: () => void;
}

const useMissing = () => {
  const { t } = useLingui();
  return ({ title, day, time, minutes }: ReturnType<typeof factsOf>): Faults | undefined => {
    const fields = new Map<string, string>();
    if (!title.trim()) fields.set('title', t`Say what the meeting is called.`);
    if (Number.isNaN(Date.parse(`${day}T${time}`)))
      fields.set('day', t`Say on which day it was, and when it began.`);
    if (!/^[1-9]\d{0,4}$/.test(minutes)) fields.set('minutes', t`Say how many minutes it took.`);
    return fields.size ? { fields } : undefined;
  };
};

const MeetingFields = ({
  draft,
  change,
  preview,
  faults,
}: Pick<CheckProps, 'draft' | 'change' | 'preview'> & { faults: Faults | undefined }) => {
  const { t } = useLingui();
  const facts = factsOf(draft, preview);
  const error = (field: string) => faults?.fields.get(field);
  return (
    <>
      <TextField
        name="title"
        label={t`What it is called`}
        error={error('title')}
        value={facts.title}
        onChange={(title) => change({ title })}
      />
      <div className={styles.when}>
        <TextField
          name="day"
          type="date"
          label={t`Day`}
          error={error('day') ?? error('startsAt')}
          value={facts.day}
          onChange={(day) => change({ day })}
        />
        <TextField
          name="time"
          type="time"
          label={t`Began at`}
          value={facts.time}
          onChange={(time) => change({ time })}
        />
        <TextField
          name="minutes"
          inputMode="numeric"
          label={t`Minutes`}
          error={error('minutes')}
          value={facts.minutes}
          onChange={(minutes) => change({ minutes })}
        />
      </div>
    </>
  );
};

/** What the notes become, to be corrected and taken in. */
export const CheckStep = ({ community, draft, change, forget, preview, onBack }: CheckProps) => {
  const { t } = useLingui();
  const [faults, setFaults] = useState<Faults>();
  const [busy, setBusy] = useState(false);
  const missing = useMissing();
  const takeIn = useTakingIn();
  const navigate = useNavigate();
  const latest = useRef(preview);
  latest.current = preview;
  const move = useCallback(
    (at: number, place: LinePlace) => change({ places: movedTo(latest.current, at, place) }),
    [change],
  );
  const send = async (): Promise<void> => {
    const found = missing(factsOf(draft, preview));
    setFaults(found);
    if (found) return;
    setBusy(true);
    const answer = await takeIn(sentBy(draft, preview, community.id)).catch(thrown);
    setBusy(false);
    if (!answer.ok) return setFaults(faultsOf(answer.problem));
    forget();
    say(t`The meeting is taken in, with all that its notes told.`);
    await navigate({ to: '/meetings/$meeting', params: { meeting: answer.value.id } });
  };
  return (
    <Form wide faults={faults} faultsTitle={t`Something stands in the way`} onSubmit={send}>
      <Two
        main={
          <>
            <MeetingFields {...{ draft, change, preview, faults }} />
            <Section id="lines" title={<Trans>Where each line goes</Trans>}>
              <LineRows lines={preview.lines} onMove={move} />
            </Section>
          </>
        }
        side={
          <>
            <Outcome preview={preview} />
            <PeopleFields
              community={community.id}
              people={preview.people}
              whoIs={(name) => whoIs(draft, preview, name)}
              onSay={(name, person) => change({ people: { ...draft.people, [name]: person } })}
            />
            <Buttons>
              <Button type="submit" pending={busy && t`Taking it in …`}>
                <Trans>Take it in</Trans>
              </Button>
              <Button look="quiet" onPress={onBack}>
                <Trans>Back to the text</Trans>
              </Button>
            </Buttons>
          </>
        }
      />
    </Form>
  );
};
