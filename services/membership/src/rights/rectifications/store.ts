import type { Rectification } from '@skein/contracts';
import {
  declareCollection,
  holds,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
} from '@skein/service-kit';
import { erasingWishes, settledForOthers, wishesIn } from '../../core/wishes/kept.ts';
import { RectificationRow } from './row.ts';

export const rectificationRequestsCollection = declareCollection({
  name: 'rectification_requests',
  schema: RectificationRow,
  grows: 'so many a day for each member; kept with the member',
  freeText: {
    at: ['what', 'reason'],
    what: 'What somebody asked to have put right',
    link: () => '/api/v1/rectification-requests',
  },
  indexes: [
    { key: { network: 1, person: 1, _id: 1 } },
    { key: { network: 1, status: 1, _id: 1 } },
    { key: { network: 1, by: 1 } },
  ],
  people: holds<RectificationRow>({
    title: 'What you asked to have put right, or settled for others',
    at: ['person', 'by'],
    show: ({ what, status, askedAt, settledAt, reason, person }, whose) =>
      person === whose
        ? { what, status, askedAt, settledAt, reason }
        : { ...settledForOthers({ status }), settledAt },
    erase: erasingWishes<RectificationRow>(({ person }, whose) => person === whose),
    merge: { does: 'rename' },
    versioned: true,
  }),
});

const rows = rowsIn(rectificationRequestsCollection);
const order: Order = [['_id', 1]];

export const rectifications = wishesIn<RectificationRow>(rows);

/** One page of the requests, of one person and one state or of all. */
export const pageOfRectifications = (
  reader: Reader,
  asked: { readonly person?: string | undefined; readonly status?: RectificationRow['status'] | undefined },
  query: Paging,
) => {
  const { person, status } = asked;
  const filter = { network: reader.network, ...(person && { person }), ...(status && { status }) };
  return readPage(rows(reader), filter, order, query, presentRectification);
};

/** As the person sees it, who does not learn which of the hosts it was. */
export const presentRectification = ({
  _id,
  network: _,
  by: __,
  askedAt,
  settledAt,
  ...facts
}: RectificationRow): Rectification => ({
  id: _id,
  ...facts,
  askedAt: askedAt.toISOString(),
  ...(settledAt && { settledAt: settledAt.toISOString() }),
});
