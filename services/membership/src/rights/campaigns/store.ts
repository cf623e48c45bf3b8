import type { Campaign } from '@skein/contracts';
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
import type { Counts } from '../../core/consent-questions/store.ts';
import { CampaignRow } from './row.ts';

export const campaignsCollection = declareCollection({
  name: 'campaigns',
  schema: CampaignRow,
  grows: 'a few a year, by the hosts',
  freeText: {
    at: ['title', 'text'],
    what: 'What a campaign says',
    link: ({ _id }) => `/api/v1/campaigns/${_id}`,
  },
  called: 'title',
  indexes: [{ key: { network: 1, _id: -1 } }, { key: { status: 1 } }],
  people: holdsNobody('what is asked; whom is in another collection'),
});

const campaigns = rowsIn(campaignsCollection);
const newestFirst: Order = [['_id', -1]];

export const findCampaign = (reader: Reader, id: string): Promise<CampaignRow | null> =>
  campaigns(reader).findOne({ _id: id, network: reader.network });

/** One page of the campaigns, of one state or of all, the latest first. */
export const pageOfCampaigns = (reader: Reader, status: CampaignRow['status'] | undefined, query: Paging) => {
  const filter = { network: reader.network, ...(status && { status }) };
  return readPage(campaigns(reader), filter, newestFirst, query, (row) => row);
};

export const runningInAllNetworks = ({ db }: Pick<Reader, 'db'>): Promise<CampaignRow[]> =>
  campaigns({ db }).find({ status: 'running' }).sort({ deadline: 1 }).toArray();

export const putCampaign = async (tx: Tx, row: CampaignRow): Promise<void> => {
  await campaigns(tx).replaceOne({ _id: row._id, network: row.network }, row, {
    upsert: true,
  });
};

export const presentCampaign = (row: CampaignRow, counts: Counts): Campaign => {
  const {
    _id,
    network: _,
    allInvited: __,
    reminded: ___,
    cursor: ____,
    deadline,
    startedAt,
    closedAt,
    ...facts
  } = row;
  return {
    id: _id,
    ...facts,
    deadline: deadline.toISOString(),
    ...(startedAt && { startedAt: startedAt.toISOString() }),
    ...(closedAt && { closedAt: closedAt.toISOString() }),
    counts,
  };
};
