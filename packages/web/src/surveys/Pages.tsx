import { Trans, useLingui } from '@lingui/react/macro';
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../ui/button/Button.tsx';
import { Rows, Section } from '../ui/sheet/Sheet.tsx';
import { closedSurveysQuery, closedVotesQuery, publishedQuery } from './queries.ts';
import { ResultsRow } from './Results.tsx';
import { SurveyRow } from './SurveyRow.tsx';
import styles from './surveys.module.css';
import { VoteRow } from './VoteRow.tsx';

type Paged<T> = UseInfiniteQueryResult<InfiniteData<{ items: T[] }>>;

/** A section of rows that come page by page; nothing at all where there are none, unless it says so. */
const Paging = <T,>({
  id,
  title,
  paged,
  row,
  none,
}: {
  id: string;
  title: ReactNode;
  paged: Paged<T>;
  row: (item: T) => ReactNode;
  none?: ReactNode;
}) => {
  const { t } = useLingui();
  const { data, isError, hasNextPage, fetchNextPage, isFetchingNextPage } = paged;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  if (data && items.length === 0 && !none) return null;
  return (
    <Section id={id} title={title}>
      {isError && (
        <p className="quiet" role="status">
          <Trans>This is not to be had just now. Load the page again in a moment.</Trans>
        </p>
      )}
      {!data && !isError && (
        <p className="quiet" role="status">
          <Trans>Loading …</Trans>
        </p>
      )}
      {data && items.length === 0 && <p className="quiet">{none}</p>}
      {items.length > 0 && <Rows>{items.map(row)}</Rows>}
      {hasNextPage && (
        <div className={styles.more}>
          <Button look="quiet" onPress={() => fetchNextPage()} pending={isFetchingNextPage && t`Loading …`}>
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
    </Section>
  );
};

export const ClosedSurveys = ({ community }: { community?: string }) => (
  <Paging
    id="over"
    title={<Trans>Surveys that are over</Trans>}
    paged={useInfiniteQuery(closedSurveysQuery(community))}
    row={(survey) => <SurveyRow key={survey.id} survey={survey} />}
  />
);

export const ClosedVotes = ({ community }: { community?: string }) => (
  <Paging
    id="decided"
    title={<Trans>Decided by vote</Trans>}
    paged={useInfiniteQuery(closedVotesQuery(community))}
    row={(vote) => <VoteRow key={vote.round} vote={vote} />}
  />
);

export const Published = ({ community }: { community?: string }) => (
  <Paging
    id="published"
    title={<Trans>Results for you</Trans>}
    paged={useInfiniteQuery(publishedQuery(community))}
    row={(results) => <ResultsRow key={results.id} results={results} />}
    none={<Trans>Nothing was published to you yet.</Trans>}
  />
);
