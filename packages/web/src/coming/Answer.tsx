import { Trans, useLingui } from '@lingui/react/macro';
import type { Coming, MeetingAnswer } from '@skein/contracts';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { thrown } from '../ui/forms/faults.ts';
import { Notice } from '../ui/notice/Notice.tsx';
import { say } from '../ui/toast/toasts.ts';
import { Toggles } from '../ui/toggles/Toggles.tsx';
import styles from './coming.module.css';
import { Numbers } from './Numbers.tsx';
import { useAnswers } from './queries.ts';

// Only who gives away what they cannot take back is asked.
const AskedDialog = lazy(() =>
  import('../ui/dialog/AskedDialog.tsx').then((loaded) => ({ default: loaded.AskedDialog })),
);

interface AnswerProps {
  readonly meeting: { readonly id: string; readonly title: string; readonly series?: string | undefined };
  readonly coming: Coming;
}

const useSaid = () => {
  const { t } = useLingui();
  return ({ mine }: Coming): string => {
    if (mine?.place !== undefined)
      return t`You are number ${mine.place} on the waiting list. We write to you as soon as there is a seat.`;
    if (mine?.answer === 'yes') return t`You said yes.`;
    return mine?.answer === 'maybe' ? t`You said maybe.` : t`You said no.`;
  };
};

/** Whether one comes: answered at once; only a seat or a place that others are waiting for is asked about first. */
export const Answer = ({ meeting, coming }: AnswerProps) => {
  const { t } = useLingui();
  const said = useSaid();
  const { answer, busy, refused, justAnswered } = useAnswering(meeting.id);
  const [asked, setAsked] = useState<MeetingAnswer>();
  const { mine, waiting, open } = coming;
  const before = mine?.answer;

  const give = async (chosen: MeetingAnswer) => {
    const answered = await answer(chosen);
    if (!answered.ok) return answered;
    const undo = before && before !== 'yes' ? () => void answer(before) : undefined;
    say(said(answered.value), undo && { label: t`Take it back`, act: undo });
    return answered;
  };
  const losesPlace = before === 'yes' && (mine?.state === 'waiting' || waiting > 0);
  const choose = (chosen: MeetingAnswer): void => {
    // Not disabled meanwhile: that would take the focus from who uses the keyboard.
    if (busy) return;
    if (losesPlace) setAsked(chosen);
    else void give(chosen);
  };

  return (
    <div className={styles.answer}>
      <Toggles
        label={t`Are you coming to ${meeting.title}?`}
        chosen={before}
        disabled={!open}
        onChoose={choose}
        choices={[
          { key: 'yes', label: coming.left === 0 && before !== 'yes' ? t`Wait for a seat` : t`Yes` },
          { key: 'maybe', label: t`Maybe` },
          { key: 'no', label: t`No` },
        ]}
      />
      <p className="small quiet">
        <Numbers coming={coming} />
      </p>
      {refused && (
        <Notice tone="danger" live>
          {refused}
        </Notice>
      )}
      {meeting.series && justAnswered && (
        <Button
          look="bare"
          size="small"
          onPress={async () => {
            const answered = await answer(justAnswered, 'following');
            if (answered.ok) say(t`All dates that follow are answered so, too.`);
          }}
        >
          <Trans>The same for all dates that follow</Trans>
        </Button>
      )}
      {asked && (
        <Suspense>
          <AskedDialog
            open
            onClose={() => setAsked(undefined)}
            label={t`Give it up`}
            done={asked === 'maybe' ? t`You said maybe.` : t`You said no.`}
            title={mine?.state === 'waiting' ? t`Give your place up?` : t`Give your seat up?`}
            follows={
              mine?.state === 'waiting' ? (
                <Trans>If you want to come after all, you begin at the end of the waiting list.</Trans>
              ) : (
                <Trans>The first who waits gets it at once. You cannot take it back.</Trans>
              )
            }
            act={() => answer(asked)}
          />
        </Suspense>
      )}
    </div>
  );
};

/** Gives answers to a meeting, one at a time, and keeps what was refused. */
const useAnswering = (meeting: string) => {
  const answers = useAnswers(meeting);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [justAnswered, setJustAnswered] = useState<MeetingAnswer>();
  return {
    ...{ busy, refused, justAnswered },
    answer: async (chosen: MeetingAnswer, dates: 'one' | 'following' = 'one') => {
      setBusy(true);
      setRefused(undefined);
      const answered = await answers.answer(chosen, dates).catch(thrown);
      setBusy(false);
      if (answered.ok) setJustAnswered(dates === 'one' ? chosen : undefined);
      else setRefused(answered.problem.detail);
      return answered;
    },
  };
};
