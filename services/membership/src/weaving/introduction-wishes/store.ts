import { type Actor, type IntroductionWish, type IntroductionWishStatus, may } from '@skein/contracts';
import {
  declareCollection,
  holds,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
} from '@skein/service-kit';
import type { Filter } from 'mongodb';
import { erasingWishes, settledForOthers, wishesIn } from '../../core/wishes/kept.ts';
import { IntroductionWishRow } from './row.ts';

export const introductionWishesCollection = declareCollection({
  name: 'introduction_wishes',
  schema: IntroductionWishRow,
  freeText: {
    at: ['reason', 'answer'],
    what: 'A wish to be introduced',
    link: () => '/to-decide',
  },
  indexes: [
    { key: { network: 1, person: 1, _id: 1 } },
    { key: { network: 1, to: 1 } },
    { key: { network: 1, by: 1 } },
    { key: { network: 1, status: 1, _id: 1 } },
    { key: { forgetAt: 1 }, expireAfterSeconds: 0 },
  ],
  people: holds<IntroductionWishRow>({
    title: 'Wishes to be introduced: yours, those to meet you, and those that you decided',
    at: ['person', 'to', 'by'],
    show: ({ reason, status, askedAt, answer, person, to }, whose) => {
      if (person === whose) return { reason, status, askedAt, answer };
      return to === whose ? { somebodyWouldLikeToMeetYou: askedAt, status } : settledForOthers({ status });
    },
    erase: erasingWishes<IntroductionWishRow>(({ person, to }, whose) => person === whose || to === whose),
    merge: {
      does: 'rename',
      tidy: (row) => (row.person === row.to ? undefined : row),
    },
    versioned: true,
  }),
});

const rows = rowsIn(introductionWishesCollection);
const order: Order = [['_id', 1]];

export const introductionWishes = wishesIn<IntroductionWishRow>(rows);

/** Whether somebody asked to meet this person and has no answer yet. */
export const isWishOpen = async (reader: Reader, person: string, to: string): Promise<boolean> =>
  (await rows(reader).countDocuments({ network: reader.network, person, to, status: 'open' }, { limit: 1 })) >
  0;

/** What somebody sees: their own, and those of the communities that they weave for; who weaves for all, all. */
const seenBy = (actor: Actor | undefined): Filter<IntroductionWishRow> => {
  if (may(actor, 'bridge.weave')) return {};
  const run = Object.keys(actor?.communities ?? {}).filter((community) =>
    may(actor, 'bridge.weave', { community }),
  );
  return { $or: [{ person: actor?.person ?? '' }, { community: { $in: run } }] };
};

export const pageOfIntroductionWishes = (
  reader: Reader,
  actor: Actor | undefined,
  asked: { readonly person?: string | undefined; readonly status?: IntroductionWishStatus | undefined },
  query: Paging,
) => {
  const { person, status } = asked;
  const filter: Filter<IntroductionWishRow> = {
    $and: [{ network: reader.network }, seenBy(actor), person ? { person } : {}, status ? { status } : {}],
  };
  return readPage(rows(reader), filter, order, query, presentIntroductionWish);
};

/** As it is shown; who decided it is not. */
export const presentIntroductionWish = ({
  _id,
  network: _,
  by: __,
  forgetAt: ___,
  askedAt,
  ...facts
}: IntroductionWishRow): IntroductionWish => ({ id: _id, ...facts, askedAt: askedAt.toISOString() });
