import { type Campaign, CampaignAudience, CampaignStatus, ConsentPurpose } from '@skein/contracts';
import { type CollectionDeclaration, holdsNobody, type Tx } from '@skein/service-kit';
import type { ClientSession, Db } from 'mongodb';
import { z } from 'zod';
import { type Counts, invitedCollections } from './people.ts';

/** A re-consent campaign, and how far its present pass over its people has come. */
export const CampaignRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  status: CampaignStatus,
  title: z.string(),
  text: z.string(),
  purpose: ConsentPurpose,
  textVersion: z.string(),
  audience: CampaignAudience,
  deadline: z.date(),
  reminders: z.array(z.int()),
  startedAt: z.date().optional(),
  closedAt: z.date().optional(),
  /** Whether everyone of the audience is invited. */
  allInvited: z.boolean(),
  /** The reminders that went out, in days before the deadline. */
  reminded: z.array(z.int()),
  /** The last person that the present pass has come to. */
  cursor: z.string().optional(),
});
export type CampaignRow = z.infer<typeof CampaignRow>;

export const campaignCollections: CollectionDeclaration[] = [
  {
    name: 'campaigns',
    schema: CampaignRow,
    indexes: [{ key: { network: 1, _id: -1 } }, { key: { status: 1 } }],
    people: holdsNobody('what is asked; whom is in another collection'),
  },
  ...invitedCollections,
];

export const campaignsIn = (db: Db) => db.collection<CampaignRow>('campaigns');

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
