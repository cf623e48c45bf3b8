import { Plural } from '@lingui/react/macro';
import type { Publication } from '@skein/contracts';
import { ChartNoAxesColumn } from 'lucide-react';
import { useCommunities } from '../communities/queries.ts';
import { Row, Tile } from '../ui/sheet/Sheet.tsx';
import { useMoments } from '../words/moments.ts';

type Listed = Omit<Publication, 'questions'>;

/** Results that were published to who is signed in. */
export const ResultsRow = ({ results }: { results: Listed }) => {
  const { id, title, publishedAt, responses, community, audience } = results;
  const whose = community ?? ('community' in audience ? audience.community : undefined);
  const of = useCommunities().find((one) => one.id === whose)?.name;
  const { written } = useMoments();
  return (
    <Row
      lead={
        <Tile of={whose ?? id}>
          <ChartNoAxesColumn className="icon" />
        </Tile>
      }
      title={<a href={`/results#id=${id}`}>{title}</a>}
      meta={
        <>
          {of && <>{of} · </>}
          <Plural value={responses} one="# response" other="# responses" /> ·{' '}
          <time dateTime={publishedAt}>{written(publishedAt, 'date')}</time>
        </>
      }
    />
  );
};
