import { type DigestItem, digestsContract } from '@skein/contracts';
import { type AnsweredQuestion, answer, publicUrlOf, type ServiceContext } from '@skein/service-kit';
import type { NoticeRow } from './row.ts';
import { plannedBetween } from './store.ts';
import { whenInWords } from './words.ts';

/** How far beyond the end of its period a digest looks ahead. */
const daysAhead = 31;
/** As many items as a section holds. */
const mostItems = 200;

/** What the digest asks: the planned meetings that are still to come, the first ones first. */
export const meetingQuestions = ({ config, now, readerOf }: ServiceContext): AnsweredQuestion[] => {
  const itemOf = (network: string, row: NoticeRow): DigestItem => ({
    title: row.title,
    detail: whenInWords(row, config.SKEIN_TIME_ZONE),
    link: `${publicUrlOf(config, network)}/#meeting-${row._id}`,
    ...(row.audience === 'community' && { community: row.community }),
  });
  return [
    answer(digestsContract.questions.section, async ({ network, until }) => {
      // An issue may go out before its period is over, or after: readers want what is to come when they read it.
      const from = now();
      const end = new Date(Math.max(from.getTime(), Date.parse(until)) + daysAhead * 24 * 60 * 60 * 1000);
      const rows = await plannedBetween(readerOf(network), from, end, mostItems);
      const items = rows.map((row) => itemOf(network, row));
      return {
        service: 'meeting',
        sections: items.length
          ? [{ service: 'meeting', title: 'Coming meetings', about: 'events' as const, items }]
          : [],
      };
    }),
  ];
};
