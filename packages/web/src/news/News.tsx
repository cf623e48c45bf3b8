import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCommunities, useMyCommunities } from '../communities/queries.ts';
import { closedVotesQuery, publishedQuery } from '../surveys/queries.ts';
import { SectionHead } from '../ui/sheet/Sheet.tsx';
import { newsOf } from './item.ts';
import { NewsRow } from './NewsRow.tsx';
import styles from './news.module.css';
import { arrivalsQuery, heldMeetingsQuery, isNews } from './queries.ts';

const most = 8;

const useNews = () => {
  const arrivals = useQuery(arrivalsQuery);
  const held = useQuery(heldMeetingsQuery);
  const published = useInfiniteQuery(publishedQuery());
  const votes = useInfiniteQuery(closedVotesQuery());
  const told = {
    mine: useMyCommunities().map(({ id }) => id),
    communities: useCommunities(),
    arrivals: arrivals.data ?? [],
    held: held.data ?? [],
    published: published.data?.pages[0]?.items ?? [],
    votes: votes.data?.pages[0]?.items ?? [],
  };
  return newsOf(told, isNews, most);
};

/** What happened in one’s communities lately; where nothing did, nothing is said. */
export const CommunityNews = () => {
  const news = useNews();
  if (news.length === 0) return null;
  return (
    <section aria-labelledby="news" className={styles.section}>
      <SectionHead>
        <h2 id="news">
          <Trans>News of my communities</Trans>
        </h2>
      </SectionHead>
      <ul className={styles.list}>
        {news.map((one) => (
          <NewsRow key={`${one.kind} ${one.at} ${one.community}`} news={one} />
        ))}
      </ul>
    </section>
  );
};
