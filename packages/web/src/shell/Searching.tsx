import { useLingui as useWords } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Search } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { myPages } from '../me/pages.ts';
import { PagesToFind } from '../search/pages.ts';
import { useActor } from '../session/store.ts';
import { withWords } from '../words/languages.ts';
import { useNavigation } from './navigation.ts';
import styles from './shell.module.css';

const SearchDialog = lazy(
  withWords(async () => ({ default: (await import('../search/SearchDialog.tsx')).SearchDialog })),
);

/** What opens the search, wherever it stands in the frame. */
const asked = new EventTarget();
const open = (): void => {
  asked.dispatchEvent(new Event('search'));
};

/** The field of the sidebar, which says its key; `short` for the corner of a phone. */
export const SearchButton = ({ short = false }: { short?: boolean }) => {
  const { t } = useLingui();
  if (short)
    return (
      <button type="button" className={styles.corner} onClick={open} aria-label={t`Search`}>
        <Search className="icon" aria-hidden="true" />
      </button>
    );
  return (
    <button type="button" className={styles.search} onClick={open} aria-keyshortcuts="Control+K">
      <Search className="icon" aria-hidden="true" />
      <Trans>Search</Trans>
      <kbd className={styles.key}>Ctrl K</kbd>
    </button>
  );
};

const isKey = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey && !shiftKey;

const useAsked = () => {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const show = (): void => setOpen(true);
    const pressed = (event: KeyboardEvent): void => {
      if (!isKey(event)) return;
      event.preventDefault();
      show();
    };
    addEventListener('keydown', pressed);
    asked.addEventListener('search', show);
    return () => {
      removeEventListener('keydown', pressed);
      asked.removeEventListener('search', show);
    };
  }, []);
  return [isOpen, () => setOpen(false)] as const;
};

/** Lets everything within search, and knows which pages there are to find. */
export const Searching = ({ children }: { children: ReactNode }) => {
  const { i18n } = useWords();
  const ways = useNavigation();
  const mine = useActor() ? myPages : [];
  const [isOpen, close] = useAsked();
  const pages = [...ways, ...mine].map(({ to, label }) => ({ label: i18n._(label), href: to }));
  return (
    <PagesToFind value={pages}>
      {children}
      <Suspense>{isOpen && <SearchDialog onClose={close} />}</Suspense>
    </PagesToFind>
  );
};
