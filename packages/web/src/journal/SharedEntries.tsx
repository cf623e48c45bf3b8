import { Trans } from '@lingui/react/macro';
import { Section } from '../ui/sheet/Sheet.tsx';
import { Entries } from './Entries.tsx';
import { journalQuery } from './queries.ts';

/** What members share of their journals with a community. */
export const SharedEntries = ({ community }: { community: string }) => (
  <Section id="journals" title={<Trans>From members’ journals</Trans>} level={3}>
    <Entries
      of={journalQuery('others', community)}
      empty={
        <p className="quiet">
          <Trans>Nobody shares an entry of their journal here yet. Yours is among the pages about you.</Trans>
        </p>
      }
    />
  </Section>
);
