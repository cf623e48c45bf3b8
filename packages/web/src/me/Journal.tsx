import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { WriteEntry } from '../journal/EntryForm.tsx';
import { EntryRow } from '../journal/EntryRow.tsx';
import { journalQuery } from '../journal/queries.ts';
import { Empty } from '../ui/empty/Empty.tsx';
import { PagedList } from '../ui/list/PagedList.tsx';
import { Rows, Section } from '../ui/sheet/Sheet.tsx';
import { MePage } from './MePage.tsx';

/** What one writes for oneself of what one learns, and what others share with one. */
export const Journal = () => {
  const { t } = useLingui();
  return (
    <MePage title={t`My learning journal`}>
      <div className="stack stack--wide">
        <p className="quiet">
          <Trans>Nobody else reads what you write here, whatever their role, unless you share it.</Trans>
        </p>
        <WriteEntry look="solid" />
        <PagedList
          found={useInfiniteQuery(journalQuery('me'))}
          empty={
            <Empty title={<Trans>Your journal is empty</Trans>}>
              <Trans>A few lines after a meeting, or about a case, are worth much later.</Trans>
            </Empty>
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
        <Section id="shared" title={<Trans>Shared with me</Trans>} level={3}>
          <PagedList
            found={useInfiniteQuery(journalQuery('others'))}
            empty={
              <p className="quiet">
                <Trans>Nobody shares an entry with you alone.</Trans>
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
      </div>
    </MePage>
  );
};
