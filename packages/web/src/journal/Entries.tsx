import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PagedList } from '../ui/list/PagedList.tsx';
import { Rows } from '../ui/sheet/Sheet.tsx';
import { EntryRow } from './EntryRow.tsx';
import type { journalQuery } from './queries.ts';

interface EntriesProps {
  readonly of: ReturnType<typeof journalQuery>;
  readonly empty: ReactNode;
}

/** Entries of journals, the newest first. */
export const Entries = ({ of, empty }: EntriesProps) => (
  <PagedList found={useInfiniteQuery(of)} empty={empty}>
    {(entries) => (
      <Rows stacked>
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </Rows>
    )}
  </PagedList>
);
