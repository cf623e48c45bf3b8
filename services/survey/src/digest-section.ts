import { type DigestItem, digestsContract } from '@skein/contracts';
import { answer, publicUrlOf, type RequestAnswer, type ServiceContext } from '@skein/service-kit';
import type { SurveyRow } from './asking/surveys/store.ts';
import { addressOf } from './taking/answering/view.ts';
import { resultsSection } from './telling/publishing/digest.ts';
import { openRounds } from './voting/rounds/store.ts';

const until = (closesAt: Date): string => `Open until ${closesAt.toISOString().slice(0, 10)}`;

/** What the survey service has for the digest: open surveys that anyone, or a whole community, may answer; open votes. */
export const digestAnswers = (context: ServiceContext): RequestAnswer[] => {
  const { db, config, now } = context;

  const surveys = async (network: string): Promise<DigestItem[]> => {
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
    return rows.map(({ _id, title, closesAt, audience }) => ({
      title,
      detail: until(closesAt),
      link: `${publicUrlOf(config, network)}${addressOf(_id)}`,
      ...(audience.community && { community: audience.community }),
    }));
  };

  const votes = async (network: string): Promise<DigestItem[]> =>
    (await openRounds(db, network, now())).map(({ vote, number, title, closesAt, community }) => ({
      title,
      detail: until(closesAt),
      link: `${publicUrlOf(config, network)}/vote#id=${vote}&round=${number}`,
      ...(community && { community }),
    }));

  return [
    answer(digestsContract.questions.section, async (question) => {
      const { network } = question;
      const sections = [
        { service: 'survey', title: 'Open surveys', items: await surveys(network) },
        { service: 'survey', title: 'Open votes', items: await votes(network) },
        await resultsSection(db, config, question),
      ];
      return { service: 'survey', sections: sections.filter(({ items }) => items.length > 0) };
    }),
  ];
};
