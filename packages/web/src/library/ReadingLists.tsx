import { Trans, useLingui } from '@lingui/react/macro';
import type { ReadingList } from '@skein/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ListOrdered } from 'lucide-react';
import { meetingsAroundQuery } from '../learning/queries.ts';
import { usePlaceIn } from '../session/reading.ts';
import { AskedStep } from '../ui/dialog/AskedStep.tsx';
import { Buttons, Paragraphs } from '../ui/layout/Layout.tsx';
import { Row, Rows, Section, Tile } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';
import { ChangeReadingList, MakeReadingList } from './ReadingListForm.tsx';
import { readingListsQuery, useReadingLists } from './reading-queries.ts';

const Acts = ({ of }: { of: ReadingList }) => {
  const { t } = useLingui();
  const { me, runs } = usePlaceIn(of.community);
  const { remove } = useReadingLists();
  if (!runs && of.madeBy !== me) return null;
  return (
    <Buttons>
      <ChangeReadingList key={of.version} of={of} />
      <AskedStep
        label={t`Take it away`}
        title={t`Take this list away?`}
        follows={<Trans>What is on it stays in the library.</Trans>}
        done={t`The list is gone.`}
        act={() => remove(of)}
      />
    </Buttons>
  );
};

const ListRow = ({ of }: { of: ReadingList }) => {
  const { id, community, title, about, meeting, items } = of;
  const { written } = useMoments();
  const { data: meetings = [] } = useQuery({ ...meetingsAroundQuery(community), enabled: !!meeting });
  const startsAt = meetings.find((one) => one.id === meeting)?.startsAt;
  const day = startsAt && written(startsAt, 'date');
  return (
    <Row
      id={`reading-list-${id}`}
      lead={
        <Tile of={community}>
          <ListOrdered className="icon" />
        </Tile>
      }
      title={title}
      meta={
        <div className="stack stack--tight">
          {meeting && (
            <p className="small">
              <Link to="/meetings/$meeting" params={{ meeting }}>
                {day ? <Trans>Read for the meeting on {day}</Trans> : <Trans>Read for a meeting</Trans>}
              </Link>
            </p>
          )}
          {about && <Paragraphs text={about} />}
          <ol>
            {items.map(({ resource, note }) => (
              <li key={resource.id}>
                <a href={resource.url ?? `#resource-${resource.id}`} rel="noopener noreferrer">
                  {resource.title}
                </a>
                {note && <span className="quiet">: {note}</span>}
              </li>
            ))}
          </ol>
        </div>
      }
      act={<Acts of={of} />}
    />
  );
};

/** What a community reads, in its order. */
export const ReadingLists = ({ community }: { community: string }) => {
  const { data: lists = [] } = useQuery(readingListsQuery(community));
  const { takesPart } = usePlaceIn(community);
  return (
    <Section
      id="reading-lists"
      title={<Trans>Reading lists</Trans>}
      level={3}
      more={takesPart && <MakeReadingList community={community} />}
    >
      {lists.length > 0 ? (
        <Rows stacked>
          {lists.map((one) => (
            <ListRow key={one.id} of={one} />
          ))}
        </Rows>
      ) : (
        <p className="quiet">
          <Trans>No list yet. One for a meeting makes a book club.</Trans>
        </p>
      )}
    </Section>
  );
};
