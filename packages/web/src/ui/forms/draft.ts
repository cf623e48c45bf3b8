import { useCallback, useState } from 'react';

const read = <T extends object>(key: string, empty: T): T => {
  try {
    return { ...empty, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<T>) };
  } catch {
    return empty;
  }
};

/** What is typed into a form, kept in this tab until it is sent: a reload or a lost session loses nothing. */
export const useDraft = <T extends object>(name: string, empty: T) => {
  const key = `skein-draft-${name}`;
  const [draft, setDraft] = useState(() => read(key, empty));
  const change = useCallback(
    (changes: Partial<T>) =>
      setDraft((before) => {
        const after = { ...before, ...changes };
        sessionStorage.setItem(key, JSON.stringify(after));
        return after;
      }),
    [key],
  );
  const forget = useCallback(() => sessionStorage.removeItem(key), [key]);
  return { draft, change, forget };
};
