import { Trans, useLingui } from '@lingui/react/macro';
import { useRouter } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { SearchField } from 'react-aria-components/SearchField';
import { Dialog } from '../ui/dialog/Dialog.tsx';
import { type Hit, useFound } from './found.ts';
import { KindIcon, useKindNames } from './Kind.tsx';
import styles from './search.module.css';

/** Of each kind, so that all kinds have room on a phone. */
const shown = 4;

const HitItem = ({ hit: { key, kind, title, detail }, onGo }: { hit: Hit; onGo: () => void }) => {
  const kinds = useKindNames();
  return (
    <ListBoxItem id={key} textValue={title} className={styles.hit ?? ''} onAction={onGo}>
      <KindIcon kind={kind} />
      <span className={styles.words}>
        <span>{title}</span>
        <span className="quiet small">{[kinds[kind], detail].filter(Boolean).join(' · ')}</span>
      </span>
    </ListBoxItem>
  );
};

/** Finds and goes there without leaving the keyboard: arrows choose, Enter goes, Escape closes. */
export const SearchDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useLingui();
  const router = useRouter();
  const [text, setText] = useState('');
  const sought = useDeferredValue(text.trim());
  const { hits, away, isFetching } = useFound(sought, shown);
  const go = (href: string): void => {
    onClose();
    void router.navigate({ href });
  };
  const all = `/search?${new URLSearchParams({ text: sought })}`;
  return (
    <Dialog title={t`Search`} open onClose={onClose}>
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField className={styles.field ?? ''} autoFocus>
          <Label>
            <Trans>Communities, people, meetings and pages</Trans>
          </Label>
          <Input className={styles.input ?? ''} maxLength={100} />
        </SearchField>
        <ListBox
          aria-label={t`What was found`}
          className={styles.hits ?? ''}
          renderEmptyState={() => (
            <p className="quiet small">
              {sought === '' ? (
                <Trans>Write the beginnings of words.</Trans>
              ) : (
                <Trans>Nothing is found.</Trans>
              )}
            </p>
          )}
        >
          {hits.map((hit) => (
            <HitItem key={hit.key} hit={hit} onGo={() => go(hit.href)} />
          ))}
          {hits.length > 0 && (
            <ListBoxItem
              id="all"
              textValue={t`All that is found`}
              className={styles.hit ?? ''}
              onAction={() => go(all)}
            >
              <Search className="icon" aria-hidden="true" />
              <span className={styles.words}>
                <Trans>All that is found</Trans>
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
      <p className="quiet small" role="status">
        {isFetching && <Trans>Searching …</Trans>}
        {!isFetching && away.length > 0 && (
          <Trans>Not all parts of the network could be searched just now.</Trans>
        )}
      </p>
    </Dialog>
  );
};
