import { type DigestItem, digestSection } from '@skein/contracts';
import { answer, type RequestAnswer, type ServiceContext } from '@skein/service-kit';
import { whenInWords } from './meetings/in-words.ts';
import { type NoticeRow, plannedBetween } from './meetings/store.ts';

/** Readers want what is still to come, so this many days from the end of the digest's period count. */
const daysAhead = 31;
/** As many items as a section holds. */
const mostItems = 200;

/** Meeting's answers to the digest: the planned meetings of the month that follows its period, the first ones first. */
export const digestAnswers = ({ db, config }: ServiceContext): RequestAnswer[] => {
  const itemOf = (row: NoticeRow): DigestItem => ({
    title: row.title,
    detail: whenInWords(row),
    link: `${config.SKEIN_PUBLIC_URL}/#meeting-${row._id}`,
    ...(row.audience === 'community' && { community: row.community }),
  });
  return [
    answer(digestSection, async ({ network, until }) => {
      const from = new Date(until);
      const end = new Date(from.getTime() + daysAhead * 24 * 60 * 60 * 1000);
      const rows = await plannedBetween(db, network, from, end, mostItems);
      const items = rows.map(itemOf);
      return {
        service: 'meeting',
        sections: items.length ? [{ service: 'meeting', title: 'Coming meetings', items }] : [],
      };
    }),
  ];
};
