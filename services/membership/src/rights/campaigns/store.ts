import type { Campaign } from '@skein/contracts';
import { declareCollection, holdsNobody, rowsIn, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { type Counts, invitedCollections } from '../../core/consent-questions/store.ts';
import { CampaignRow } from './row.ts';

const campaignsCollection = declareCollection({
  name: 'campaigns',
  schema: CampaignRow,
  indexes: [{ key: { network: 1, _id: -1 } }, { key: { status: 1 } }],
  people: holdsNobody('what is asked; whom is in another collection'),
});

export const campaignCollections = [campaignsCollection, ...invitedCollections];

export const campaignsIn = rowsIn(campaignsCollection);

export const findCampaign = (
  db: Db,
  network: string,
  id: string,
  session?: ClientSession,
): Promise<CampaignRow | null> => campaignsIn(db).findOne({ _id: id, network }, session ? { session } : {});

export const runningCampaigns = (db: Db): Promise<CampaignRow[]> =>
  campaignsIn(db).find({ status: 'running' }).sort({ deadline: 1 }).toArray();

export const putCampaign = async (tx: Tx, row: CampaignRow): Promise<void> => {
  await campaignsIn(tx.db).replaceOne({ _id: row._id, network: row.network }, row, {
    session: tx.session,
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
