import type { Introduction, IntroductionStatus } from '@skein/contracts';
import {
  declareCollection,
  holds,
  type Order,
  type Paging,
  type Reader,
  readPage,
  renamed,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import type { Filter } from 'mongodb';
import { asOne, statusOf } from './decide.ts';
import { IntroductionRow } from './row.ts';

export const introductionsCollection = declareCollection({
  name: 'introductions',
  schema: IntroductionRow,
  grows: 'so many a day for each weaver; kept while those introduced are members',
  freeText: {
    at: ['reason', 'outcomes.note'],
    what: 'An introduction',
    link: ({ _id }) => `/api/v1/introductions/${_id}`,
  },
  indexes: [
    { key: { network: 1, _id: -1 } },
    { key: { network: 1, by: 1, _id: -1 } },
    { key: { network: 1, 'people.person': 1, _id: -1 } },
    { key: { network: 1, askedAt: 1 } },
    { key: { followUpOn: 1 }, sparse: true },
  ],
  people: holds<IntroductionRow>({
    title: 'Introductions that you made, or that were made of you',
    at: ['by', 'people.person', 'outcomes.by'],
    show: ({ reason, status, askedAt, people, outcomes, by }, whose) => ({
      ...{ reason, status, askedAt },
      ...(by === whose && { madeBy: 'you' }),
      answer: people.find(({ person }) => person === whose)?.answer,
      outcomes: outcomes.filter((outcome) => outcome.by === whose).map(({ by: _, ...said }) => said),
    }),
    erase: {
      does: 'change',
      why: 'An introduction of others stays with what came of it; that you made it is gone.',
      to: (row, person, stranger) =>
        row.people.some((introduced) => introduced.person === person)
          ? undefined
          : renamed(
              { ...row, outcomes: row.outcomes.filter(({ by }) => by !== person) },
              ['by'],
              person,
              stranger,
            ),
    },
    merge: { does: 'rename', tidy: asOne },
    versioned: true,
  }),
});

const introductions = rowsIn(introductionsCollection);
const newestFirst: Order = [['_id', -1]];

export const findIntroduction = (reader: Reader, id: string): Promise<IntroductionRow | null> =>
  introductions(reader).findOne({ _id: id, network: reader.network });

export const putIntroduction = async (tx: Tx, row: IntroductionRow): Promise<void> => {
  await introductions(tx).replaceOne({ _id: row._id, network: row.network }, row, {
    upsert: true,
  });
};

/** One page of those that a filter finds, the latest first, as `viewer` sees them. */
export const pageOfIntroductions = (
  reader: Reader,
  filter: Filter<IntroductionRow>,
  { viewer, now }: { readonly viewer: string | undefined; readonly now: Date },
  query: Paging,
) =>
  readPage(introductions(reader), filter, newestFirst, query, (row) => presentIntroduction(row, viewer, now));

const mostWaiting = 50;

/** Those that may wait for somebody’s answer, the latest first. */
export const waitingFor = (reader: Reader, person: string, now: Date): Promise<IntroductionRow[]> =>
  introductions(reader)
    .find({
      network: reader.network,
      people: { $elemMatch: { person, answer: { $exists: false } } },
      expiresAt: { $gt: now },
    })
    .sort({ _id: -1 })
    .limit(mostWaiting)
    .toArray();

/** Some network in which an introduction is to be followed up by a day. */
export const dueInAllNetworks = async (
  { db }: Pick<Reader, 'db'>,
  day: string,
): Promise<string | undefined> => {
  const due = { followUpOn: { $lte: day } };
  return (await introductions({ db }).findOne(due, { projection: { network: 1 } }))?.network;
};

/** Some of those that are to be followed up by a day. */
export const followedUpBy = (reader: Reader, day: string, limit: number): Promise<IntroductionRow[]> =>
  introductions(reader)
    .find({ network: reader.network, followUpOn: { $lte: day } })
    .limit(limit)
    .toArray();

/** How it stands for those introduced: that it was declined would tell them who declined. */
const hidden = (row: IntroductionRow, now: Date): IntroductionStatus => {
  const status = statusOf(row, now);
  return status === 'declined' ? statusOf({ ...row, status: 'asked' }, now) : status;
};

/** An introduction as somebody sees it: one who is introduced is shown what they said themselves, not the others. */
export const presentIntroduction = (
  row: IntroductionRow,
  viewer: string | undefined,
  now: Date,
): Introduction => {
  const { _id, network: _, askedAt, expiresAt, people, outcomes, came, ...facts } = row;
  const introduced = viewer !== row.by && people.some(({ person }) => person === viewer);
  const shown = introduced ? outcomes.filter(({ by }) => by === viewer) : outcomes;
  const said = introduced ? shown.at(-1)?.came : came;
  return {
    id: _id,
    ...facts,
    status: introduced ? hidden(row, now) : statusOf(row, now),
    people: people.map(({ person, community, answer }) => ({
      person,
      ...(community && { community }),
      ...(answer && (!introduced || person === viewer) && { answer }),
    })),
    ...(said && { came: said }),
    outcomes: shown.map(({ at, ...outcome }) => ({ ...outcome, at: at.toISOString() })),
    askedAt: askedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
};

/** How many introductions were made in a span of time. */
export const countIntroductions = (reader: Reader, from: Date, until: Date): Promise<number> =>
  introductions(reader).countDocuments({ network: reader.network, askedAt: { $gte: from, $lt: until } });
