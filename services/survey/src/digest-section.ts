import { digestSection } from '@skein/contracts';
import { answer, publicUrlOf, type RequestAnswer, type ServiceContext } from '@skein/service-kit';
import type { SurveyRow } from './surveys/store.ts';

/** What the survey service has for the digest: open surveys that anyone, or a whole community, may answer. */
export const digestAnswers = ({ db, config, now }: ServiceContext): RequestAnswer[] => [
  answer(digestSection, async ({ network }) => {
    const rows = await db
      .collection<SurveyRow>('surveys')
      .find({
        network,
        status: 'open',
        closesAt: { $gt: now() },
        'audience.kind': { $in: ['open', 'community'] },
      })
      .sort({ _id: -1 })
      .limit(50)
      .toArray();
    const items = rows.map(({ _id, title, closesAt, audience }) => ({
      title,
      detail: `Open until ${closesAt.toISOString().slice(0, 10)}`,
      link: `${publicUrlOf(config, network)}/survey#id=${_id}`,
      ...(audience.community && { community: audience.community }),
    }));
    return {
      service: 'survey',
      sections: items.length ? [{ service: 'survey', title: 'Open surveys', items }] : [],
    };
  }),
];
