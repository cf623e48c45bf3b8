import { Trans, useLingui } from '@lingui/react/macro';
import type { JournalEntry } from '@skein/contracts';
import { Link } from '@tanstack/react-router';
import { NotebookPen } from 'lucide-react';
import { PersonName } from '../people/Named.tsx';
import { useActor } from '../session/store.ts';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Buttons, Paragraphs } from '../ui/layout/Layout.tsx';
import { Row, Tile } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { ChangeEntry } from './EntryForm.tsx';
import { useJournal } from './queries.ts';
import { choiceOf, useSharing } from './sharing.ts';

const Acts = ({ entry }: { entry: JournalEntry }) => {
  const { t } = useLingui();
  const { remove } = useJournal();
  return (
    <Buttons>
      <ChangeEntry key={entry.version} entry={entry} />
      <AskedStep
        label={t`Tear it out`}
        title={t`Tear this entry out?`}
        follows={<Trans>It is gone for good, for those too with whom you shared it.</Trans>}
        done={t`It is gone.`}
        act={() => remove(entry)}
      />
    </Buttons>
  );
};

/** An entry of a journal: one’s own with what can be done with it, or another’s with who wrote it. */
export const EntryRow = ({ entry }: { entry: JournalEntry }) => {
  const { person, title, text, meeting, writtenAt } = entry;
  const isMine = useActor()?.person === person;
  const { written } = useMoments();
  const { nameOf } = useSharing();
  const shared = choiceOf(entry);
  const whom = shared && nameOf(shared);
  return (
    <Row
      lead={
        <Tile of={person}>
          <NotebookPen className="icon" />
        </Tile>
      }
      title={title}
      meta={
        <div className="stack stack--tight">
          <p className="small quiet">
            {!isMine && (
              <>
                <PersonName id={person} /> ·{' '}
              </>
            )}
            {written(writtenAt, 'date')}
            {isMine && <> · {whom ? <Trans>shared: {whom}</Trans> : <Trans>for me alone</Trans>}</>}
            {meeting && (
              <>
                {' · '}
                <Link to="/meetings/$meeting" params={{ meeting }}>
                  <Trans>the meeting it is about</Trans>
                </Link>
              </>
            )}
          </p>
          <Paragraphs text={text} />
        </div>
      }
      act={isMine && <Acts entry={entry} />}
    />
  );
};
