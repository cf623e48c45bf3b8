import type { Session } from '@skein/contracts';
import { useSyncExternalStore } from 'react';
import { speakTo } from '../words/languages.ts';

/** Who uses this page: not known yet, a visitor, or who is signed in. */
export type Visit =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'visitor' }
  | { readonly kind: 'member'; readonly session: Session; readonly renewAt: number };

/** Whether somebody signed in with this browser: known without asking, so that visitors cause no failed request. */
const mark = 'skein-signed-in';

let visit: Visit = { kind: 'unknown' };
const listeners = new Set<() => void>();

export const visitNow = (): Visit => visit;

const become = (next: Visit): void => {
  visit = next;
  for (const listener of listeners) listener();
};

export const signedInHere = (): boolean => localStorage.getItem(mark) !== null;

/** Renewed well before it ends, so that no request goes out with a token that ends on the way. */
const share = 800;

export const becomeMember = (session: Session): void => {
  localStorage.setItem(mark, '');
  void speakTo(session.language);
  become({ kind: 'member', session, renewAt: Date.now() + session.expiresInSeconds * share });
};

export const becomeVisitor = (): void => {
  localStorage.removeItem(mark);
  void speakTo(undefined);
  become({ kind: 'visitor' });
};

/** Calls back when another tab of this browser signs in or out. */
export const onOtherTab = (changed: () => void): (() => void) => {
  const heard = ({ key }: StorageEvent): void => {
    if (key === mark) changed();
  };
  addEventListener('storage', heard);
  return () => removeEventListener('storage', heard);
};

/** Calls back when who uses this page is known anew. */
export const onVisit = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useVisit = (): Visit => useSyncExternalStore(onVisit, visitNow);

/** Who is signed in, or nobody. */
export const useActor = (): Session['actor'] | undefined => {
  const now = useVisit();
  return now.kind === 'member' ? now.session.actor : undefined;
};
