import { useSyncExternalStore } from 'react';
import { differenceOf } from './difference.ts';
import styles from './meetings.module.css';
import type { OpenNote } from './room.ts';

export interface NoteFieldProps {
  readonly note: OpenNote;
  readonly label: string;
}

/** A note in a plain field, where the editor does not come: what is typed goes in as what differs. */
const PlainNote = ({ note: { doc, text }, label }: NoteFieldProps) => {
  const said = useSyncExternalStore(
    (changed) => {
      text.observe(changed);
      return () => text.unobserve(changed);
    },
    () => text.toString(),
  );
  const change = (after: string): void => {
    const { at, gone, come } = differenceOf(text.toString(), after);
    doc.transact(() => {
      if (gone > 0) text.delete(at, gone);
      if (come) text.insert(at, come);
    });
  };
  return (
    <div className={styles.editor}>
      <textarea
        className={styles.plain}
        aria-label={label}
        value={said}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </div>
  );
};

export default PlainNote;
