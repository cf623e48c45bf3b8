import {
  declareCollection,
  holdsNobody,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { PublicationRow } from './row.ts';

export const publicationsCollection = declareCollection({
  name: 'publications',
  schema: PublicationRow,
  grows: 'by those who publish results',
  freeText: {
    at: ['title', 'introduction'],
    what: 'What published results say',
    link: ({ survey }) => `/results#id=${survey}`,
  },
  called: 'title',
  indexes: [{ key: { network: 1, survey: 1, _id: -1 } }, { key: { network: 1, publishedAt: 1 } }],
  people: holdsNobody(
    'results as they were published: counts, and texts cleared of what tells who wrote them',
  ),
});

const publications = rowsIn(publicationsCollection);

export const findPublication = (reader: Reader, _id: string): Promise<PublicationRow | null> =>
  publications(reader).findOne({ _id, network: reader.network });

export const putPublication = async (tx: Tx, row: PublicationRow): Promise<void> => {
  await publications(tx).replaceOne({ _id: row._id, network: tx.network }, row, { upsert: true });
};

const mostOfSurvey = 100;

/** What was published of a survey, the latest first. */
export const publicationsOf = (reader: Reader, survey: string): Promise<PublicationRow[]> =>
  publications(reader)
    .find({ network: reader.network, survey })
    .sort({ _id: -1 })
    .limit(mostOfSurvey)
    .toArray();

/** What was published in a period, to anyone or to a community, and stands; the latest first. */
export const publishedBetween = (
  reader: Reader,
  { from, until }: { readonly from: Date; readonly until: Date },
  limit: number,
): Promise<PublicationRow[]> =>
  publications(reader)
    .find({
      network: reader.network,
      publishedAt: { $gte: from, $lt: until },
      withdrawnAt: { $exists: false },
      'audience.kind': { $ne: 'respondents' },
    })
    .sort({ publishedAt: -1, _id: -1 })
    .limit(limit)
    .toArray();

/** Which of these surveys have results that stand and are for those who answered. */
export const toldToRespondents = (reader: Reader, surveys: readonly string[]): Promise<string[]> =>
  publications(reader).distinct('survey', {
    network: reader.network,
    survey: { $in: [...surveys] },
    'audience.kind': 'respondents',
    withdrawnAt: { $exists: false },
  });

/** Whom what is published may be for, so that somebody reads it. */
export interface Reading {
  readonly signedIn: boolean;
  /** The communities whose results they read; undefined: all. */
  readonly communities: readonly string[] | undefined;
  /** The surveys that they answered. */
  readonly answered: readonly string[];
}

const latestFirst: Order = [
  ['publishedAt', -1],
  ['_id', -1],
];

/** One page of what stands and may be read so, the latest first. */
export const publishedFor = <T>(
  reader: Reader,
  { signedIn, communities, answered }: Reading,
  { community, ...page }: Paging & { readonly community?: string | undefined },
  present: (row: PublicationRow) => T,
) => {
  const may = [
    { 'audience.kind': 'public' as const },
    ...(signedIn ? [{ 'audience.kind': 'network' as const }] : []),
    {
      'audience.kind': 'community' as const,
      ...(communities && { 'audience.community': { $in: communities } }),
    },
    { 'audience.kind': 'respondents' as const, survey: { $in: [...answered] } },
  ];
  const $and = [
    { network: reader.network, withdrawnAt: { $exists: false }, $or: may },
    ...(community ? [{ $or: [{ community }, { 'audience.community': community }] }] : []),
  ];
  return readPage(publications(reader), { $and }, latestFirst, page, present, {
    projection: { questions: 0 },
  });
};
