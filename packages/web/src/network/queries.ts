import { queryOptions } from '@tanstack/react-query';
import { client } from '../session/client.ts';

/** All communities as their hosts look at them. */
export const stateOfPlayQuery = queryOptions({
  queryKey: ['communities', 'state-of-play'],
  queryFn: async ({ signal }) => {
    const lines = [];
    let whole = true;
    let after: string | undefined;
    do {
      const page = await client.readStateOfPlay({ query: { limit: 100, ...(after && { after }) }, signal });
      lines.push(...page.items);
      whole &&= page.unavailable.length === 0;
      after = page.next;
    } while (after);
    return { lines, whole };
  },
});

/** What a community held itself against, the latest first. */
export const assessmentsQuery = (community: string) =>
  queryOptions({
    queryKey: ['assessments', community],
    queryFn: ({ signal }) => client.listAssessments.all({ query: { community }, signal }).toArray(),
  });

export const matrixQuery = (id: string) =>
  queryOptions({
    queryKey: ['assessments', 'matrix', id],
    queryFn: ({ signal }) => client.readMatrix({ params: { id }, signal }),
  });

export type TableFormat = 'csv' | 'xlsx';

export const downloadStateOfPlay = (format: TableFormat) =>
  client.downloadStateOfPlay.attempt({ query: { format } });
