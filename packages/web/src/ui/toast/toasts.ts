import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components/Toast';

export interface Said {
  readonly text: string;
  /** Takes back what was done; offered as long as the toast is there. */
  readonly undo?: { readonly label: string; readonly act: () => void };
}

export const toasts = new ToastQueue<Said>({ maxVisibleToasts: 2 });

const untilGone = 30_000;

/** Says what was done, for thirty seconds where it can be taken back. */
export const say = (text: string, undo?: Said['undo']): void => {
  toasts.add(undo ? { text, undo } : { text }, { timeout: undo ? untilGone : 8_000 });
};
