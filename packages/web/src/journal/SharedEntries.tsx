import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { PagedList } from '../ui/list/PagedList.tsx';
import { Rows, Section } from '../ui/sheet/Sheet.tsx';
import { EntryRow } from './EntryRow.tsx';
import { journalQuery } from './queries.ts';

/** What members share of their journals with a community. */
export const SharedEntries = ({ community }: { community: string }) => (
  <Section id="journals" title={<Trans>From members’ journals</Trans>} level={3}>
    <PagedList
      found={useInfiniteQuery(journalQuery('others', community))}
      empty={
        <p className="quiet">
          <Trans>Nobody shares an entry of their journal here yet. Yours is among the pages about you.</Trans>
        </p>
      }
    >
      {(entries) => (
        <Rows stacked>
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </Rows>
      )}
    </PagedList>
  </Section>
);
