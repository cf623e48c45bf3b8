import { type Prospect, prospectsContract, type Refusal, refuse } from '@skein/contracts';
import { type Tx, unknownReference } from '@skein/service-kit';
import type { MembershipConfig } from '../../config.ts';
import { findCommunity } from '../../core/communities/store.ts';
import { refusalOfAddress } from '../../core/kept-away/refusal.ts';
import { findPerson } from '../../core/people/store.ts';
import { dayIn } from '../../core/reminders/decide.ts';
import { type Retention, stageOf } from './decide.ts';
import type { ProspectRow } from './row.ts';
import { isAddressTaken, presentProspect, putProspect, removeProspect } from './store.ts';

export const retentionOf = (config: MembershipConfig): Retention => ({
  open: config.SKEIN_PROSPECT_DAYS,
  ended: config.SKEIN_PROSPECT_CLOSED_DAYS,
});

/** Whether what a prospect names exists, and nobody speaks to the same address already. */
export const checkNamed = async (
  tx: Tx,
  row: Pick<ProspectRow, '_id' | 'network'> & {
    readonly [K in 'owner' | 'community' | 'email']?: string | null | undefined;
  },
): Promise<Refusal | undefined> => {
  const { _id, network, owner, community, email } = row;
  if (community && !(await findCommunity(tx, community)))
    return unknownReference('community', 'community', community);
  if (owner && !(await findPerson(tx, owner))) return unknownReference('owner', 'member', owner);
  const away = await refusalOfAddress(tx, email);
  if (away) return away;
  if (email && (await isAddressTaken(tx, { _id, network, email }))) {
    return refuse('already-exists', 'Somebody speaks to them already; the hosting team knows who.', [
      'email',
      'is that of another one here',
    ]);
  }
  return undefined;
};

/** Writes a prospect with its event, and shows it. */
export const saveProspect = async (
  tx: Tx,
  row: ProspectRow,
  timeZone: string,
  fields?: string[],
): Promise<Prospect> => {
  const { _id: prospect, network, version, owner, community } = row;
  const shown = presentProspect(row, dayIn(timeZone, tx.now));
  if (fields?.length === 0) return shown;
  await putProspect(tx, row);
  const about = { network, subject: prospect, version };
  const facts = { prospect, owner, ...(community && { community }), stage: stageOf(row) };
  if (fields) tx.record(prospectsContract.events.prospectChanged, { ...about, data: { ...facts, fields } });
  else tx.record(prospectsContract.events.prospectAdded, { ...about, data: facts });
  return shown;
};

/** Takes somebody out, with the event that they are no longer kept. */
export const forget = async (tx: Tx, row: ProspectRow): Promise<void> => {
  const { _id: prospect, network, version } = row;
  await removeProspect(tx, row);
  const data = { prospect, stage: stageOf(row) };
  tx.record(prospectsContract.events.prospectForgotten, {
    network,
    subject: prospect,
    version: version + 1,
    data,
  });
};
