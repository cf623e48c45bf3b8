import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useNameOf } from '../people/Named.tsx';
import { Markdown } from './Markdown.tsx';
import styles from './meetings.module.css';
import { enterRoom, leaveRoom, type Room, type Standing } from './room.ts';

const Field = lazy(() => import('./Editor.tsx').catch(() => import('./PlainNote.tsx')));

/** The room of a meeting, and how it stands, for as long as this is shown. */
const useRoom = (meeting: string): Room | undefined => {
  const [room, setRoom] = useState<Room>();
  const [, seen] = useState(0);
  useEffect(() => {
    const entered = enterRoom(meeting);
    setRoom(entered);
    const again = (): void => seen((count) => count + 1);
    const stop = entered.listen(again);
    // Who has stopped writing is noticed without a word.
    const looking = setInterval(again, 2_000);
    return () => {
      clearInterval(looking);
      stop();
      leaveRoom(meeting);
    };
  }, [meeting]);
  return room;
};

const useStanding = (standing: Standing): string => {
  const { t } = useLingui();
  return {
    loading: t`Loading …`,
    saved: t`Saved for all`,
    saving: t`Saving …`,
    away: t`No connection: what you write is kept here and goes once there is one.`,
    closed: t`The notes are closed.`,
  }[standing];
};

const Writes = ({ id }: { id: string }) => <Trans>{useNameOf(id)} is writing</Trans>;

interface WrittenProps {
  readonly meeting: string;
  readonly item: string;
  /** What the note is called to who does not see where it stands. */
  readonly label: string;
}

/** One note, written together with whoever else is in the meeting. */
const Written = ({ meeting, item, label }: WrittenProps) => {
  const room = useRoom(meeting);
  const standing = useStanding(room?.standing ?? 'loading');
  if (!room || room.standing === 'loading') return <p className="quiet small">{standing}</p>;
  const note = room.note(item);
  const others = room.writing(item);
  return (
    <div className={styles.written}>
      <Suspense
        fallback={
          <p className="quiet small">
            <Trans>Loading …</Trans>
          </p>
        }
      >
        {room.standing === 'closed' ? (
          <Markdown text={note.text.toString()} />
        ) : (
          <Field note={note} label={label} />
        )}
        <p className="row row--apart small quiet">
          <span role="status">{standing}</span>
          <span>
            {others.slice(0, 3).map((id, place) => (
              <span key={id}>
                {place > 0 && ' · '}
                <Writes id={id} />
              </span>
            ))}
          </span>
        </p>
      </Suspense>
    </div>
  );
};

export default Written;
