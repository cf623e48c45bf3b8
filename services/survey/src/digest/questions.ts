import { type DigestItem, type DigestSection, digestsContract } from '@skein/contracts';
import {
  type AnsweredQuestion,
  answer,
  momentInWords,
  publicUrlOf,
  type Reader,
  type ServiceContext,
} from '@skein/service-kit';
import { addressOf } from '../asking/invitations/address.ts';
import { openToMany } from '../asking/surveys/store.ts';
import { publishedBetween } from '../telling/publishing/store.ts';
import { openRounds } from '../voting/rounds/store.ts';

/** Of each section. */
const mostItems = 50;

const until = (closesAt: Date, { timeZone }: Asked): string =>
  `Open until ${momentInWords(closesAt, timeZone)}`;

interface Asked {
  readonly base: string;
  readonly now: Date;
  readonly timeZone: string;
  readonly period: { readonly from: Date; readonly until: Date };
}

const surveys = async (reader: Reader, asked: Asked): Promise<DigestItem[]> =>
  (await openToMany(reader, asked.now, mostItems)).map(({ _id, title, closesAt, audience }) => ({
    title,
    detail: until(closesAt, asked),
    link: `${asked.base}${addressOf(_id)}`,
    ...(audience.community && { community: audience.community }),
  }));

const votes = async (reader: Reader, asked: Asked): Promise<DigestItem[]> =>
  (await openRounds(reader, asked.now, mostItems)).map(({ vote, number, title, closesAt, community }) => ({
    title,
    detail: until(closesAt, asked),
    link: `${asked.base}/vote#id=${vote}&round=${number}`,
    ...(community && { community }),
  }));

const published = async (reader: Reader, { base, period }: Asked): Promise<DigestItem[]> =>
  (await publishedBetween(reader, period, mostItems)).map(
    ({ _id, title, audience, publishedAt, responses }) => ({
      title,
      detail: `Published ${publishedAt.toISOString().slice(0, 10)}, from ${responses} responses`,
      link: `${base}/results#id=${_id}`,
      ...('community' in audience && { community: audience.community }),
    }),
  );

export const digestQuestions = ({ readerOf, config, now }: ServiceContext): AnsweredQuestion[] => [
  answer(digestsContract.questions.section, async (question) => {
    const { network, from } = question;
    const reader = readerOf(network);
    const period = { from: new Date(from), until: new Date(question.until) };
    const asked = {
      ...{ base: publicUrlOf(config, network), now: now(), period },
      timeZone: config.SKEIN_TIME_ZONE,
    };
    const sections: DigestSection[] = [
      { service: 'survey', title: 'Open surveys', items: await surveys(reader, asked) },
      { service: 'survey', title: 'Open votes', items: await votes(reader, asked) },
      { service: 'survey', title: 'Results published', items: await published(reader, asked) },
    ];
    return { service: 'survey', sections: sections.filter(({ items }) => items.length > 0) };
  }),
];
