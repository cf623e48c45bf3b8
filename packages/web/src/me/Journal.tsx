import { Trans, useLingui } from '@lingui/react/macro';
import { Entries } from '../journal/Entries.tsx';
import { WriteEntry } from '../journal/EntryForm.tsx';
import { journalQuery } from '../journal/queries.ts';
import { Empty } from '../ui/empty/Empty.tsx';
import { Section } from '../ui/sheet/Sheet.tsx';
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
        <Entries
          of={journalQuery('me')}
          empty={
            <Empty title={<Trans>Your journal is empty</Trans>}>
              <Trans>A few lines after a meeting, or about a case, are worth much later.</Trans>
            </Empty>
          }
        />
        <Section id="shared" title={<Trans>Shared with me</Trans>} level={3}>
          <Entries
            of={journalQuery('others')}
            empty={
              <p className="quiet">
                <Trans>Nobody shares an entry with you alone.</Trans>
              </p>
            }
          />
        </Section>
      </div>
    </MePage>
  );
};
