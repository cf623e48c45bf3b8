import { Trans, useLingui } from '@lingui/react/macro';
import type { Meeting } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import styles from './meetings.module.css';
import { notesQuery } from './queries.ts';
import { useMeetingRights } from './rights.ts';

// Each in a chunk of its own: whoever only reads the page loads neither.
const Written = lazy(() => import('./Written.tsx'));
const Markdown = lazy(() => import('./Markdown.tsx').then((loaded) => ({ default: loaded.Markdown })));

interface NotesProps {
  readonly meeting: Meeting;
  /** What they are about: an item, or the meeting itself. */
  readonly item: string;
  readonly about: string;
}

const useWrites = (meeting: Meeting): boolean => {
  const { belongs } = useMeetingRights(meeting);
  return belongs && meeting.status !== 'closed';
};

/** What is written about something, to be written on by those of the meeting and read by all who may see it. */
export const Notes = ({ meeting, item, about }: NotesProps) => {
  const { t } = useLingui();
  const writes = useWrites(meeting);
  const text = useQuery(notesQuery(meeting)).data?.get(item);
  return (
    <Suspense>
      {writes ? (
        <Written meeting={meeting.id} item={item} label={t`Notes: ${about}`} />
      ) : (
        text && <Markdown text={text} />
      )}
    </Suspense>
  );
};

/** The notes of an item, folded away until there are some. */
export const ItemNotes = (props: NotesProps) => {
  const { meeting, item } = props;
  const writes = useWrites(meeting);
  const hasSome = !!useQuery(notesQuery(meeting)).data?.get(item);
  const [opened, setOpened] = useState<boolean>();
  const open = opened ?? hasSome;
  if (!writes) return <Notes {...props} />;
  return (
    <details
      className={styles.fold}
      open={open}
      onToggle={(event) => {
        if (event.currentTarget.open !== open) setOpened(event.currentTarget.open);
      }}
    >
      <summary>
        <Trans>Notes</Trans>
      </summary>
      {open && <Notes {...props} />}
    </details>
  );
};
