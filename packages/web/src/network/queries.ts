import { useLingui } from '@lingui/react';
import type { ReportPart } from '@skein/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
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

const reports = ['reports'] as const;

/** What happened in the network in a quarter. */
export const reportQuery = (quarter: string) =>
  queryOptions({
    queryKey: [...reports, quarter],
    queryFn: ({ signal }) => client.readReport({ params: { quarter }, signal }),
  });

/** The languages that a report has headings in. */
const printed = ['en', 'sv', 'fr'] as const;

export const useReportSteps = (quarter: string) => {
  const queries = useQueryClient();
  const { i18n } = useLingui();
  const params = { quarter };
  const language = printed.find((one) => one === i18n.locale);
  return {
    print: () => client.printReport.attempt({ params, query: { ...(language && { language }) } }),
    comment: async (part: ReportPart, comment: string, ifMatch: number) => {
      const answer = await client.commentReport.attempt({ params, ifMatch, body: { part, comment } });
      await queries.invalidateQueries({ queryKey: [...reports, quarter] });
      return answer;
    },
  };
};
