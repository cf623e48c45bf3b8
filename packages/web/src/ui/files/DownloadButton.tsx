import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button } from '../button/Button.tsx';
import { thrown } from '../forms/faults.ts';
import { say } from '../toast/toasts.ts';
import { keepFile } from './keep.ts';

type Answer = { readonly ok: true; readonly value: File } | ReturnType<typeof thrown>;

/** Downloads a file that is made as one asks for it. */
export const DownloadButton = ({
  get,
  waits,
  children,
}: {
  readonly get: () => Promise<Answer | { readonly ok: false; readonly problem: { readonly detail: string } }>;
  /** What it says while the file is made. */
  readonly waits: string;
  readonly children: ReactNode;
}) => {
  const [busy, setBusy] = useState(false);
  const press = async (): Promise<void> => {
    setBusy(true);
    const answer = await get().catch(thrown);
    setBusy(false);
    if (answer.ok) keepFile(answer.value);
    else say(answer.problem.detail);
  };
  return (
    <Button look="quiet" size="small" pending={busy && waits} onPress={press}>
      {children}
    </Button>
  );
};
