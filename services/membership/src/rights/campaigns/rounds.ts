import { campaignsContract, isRefusal } from '@skein/contracts';
import { markDirectory } from '@skein/known';
import {
  attempt,
  type Loop,
  type ServiceContext,
  startLeasedLoop,
  type Tx,
  transact,
} from '@skein/service-kit';
import { recordLines } from '../../core/consent/record.ts';
import { currentConsents, lastLines } from '../../core/consent/store.ts';
import type { InvitedRow } from '../../core/consent-questions/row.ts';
import {
  countsOf,
  insertInvited,
  settleInvited,
  silentAfter,
  unsettled,
} from '../../core/consent-questions/store.ts';
import { eraseForWantOfBasis } from '../../core/erasure-list/store.ts';
import { membersAfter, membershipsOf } from '../../core/memberships/store.ts';
import { idsAfter } from '../../core/people/search-store.ts';
import { findPeople } from '../../core/people/store.ts';
import {
  belongsToAudience,
  hasBasis,
  invite,
  nextTask,
  silentLeaves,
  type Task,
  taskDone,
} from './decide.ts';
import { campaignFacts } from './record.ts';
import type { CampaignRow } from './row.ts';
import { findCampaign, putCampaign, runningInAllNetworks } from './store.ts';

const leaseName = 'campaigns';
const leaseMs = 5_000;
/** People a transaction invites or reminds: as many as an event may name. */
const letterBatch = 500;
/** People for whom one transaction carries out the deadline. */
const closingBatch = 50;

/** The members after the cursor whom the audience may hold, in the order of their ids. */
const candidates = (tx: Tx, { audience, cursor: after }: CampaignRow): Promise<string[]> =>
  audience.kind === 'community'
    ? membersAfter(tx, audience.community, { after, limit: letterBatch })
    : idsAfter(tx, { after, limit: letterBatch });

const inviteSome = async (tx: Tx, row: CampaignRow, task: Task): Promise<void> => {
  const { _id: campaign, network, purpose } = row;
  const people = await candidates(tx, row);
  const lines = await lastLines(tx, purpose, people);
  const asked = lines
    .filter((line) => belongsToAudience(row, line))
    .map(({ person }) => person)
    .toSorted();
  await insertInvited(
    tx,
    asked.map((person) => invite(row, person)),
  );
  const version = row.version + (asked.length ? 1 : 0);
  const last = people.at(-1);
  const done = people.length < letterBatch;
  const after = { ...row, version, ...(last && { cursor: last }) };
  await putCampaign(tx, done ? taskDone(after, task, tx.now) : after);
  if (asked.length) {
    const data = { campaign, people: asked };
    tx.record(campaignsContract.events.campaignPeopleInvited, { network, subject: campaign, version, data });
  }
};

const remindSome = async (
  tx: Tx,
  row: CampaignRow,
  task: Extract<Task, { kind: 'remind' }>,
): Promise<void> => {
  const { _id: campaign, network, cursor = '' } = row;
  const silent = await silentAfter(tx, campaign, cursor, letterBatch);
  const people = silent.map(({ person }) => person);
  const last = people.at(-1);
  const version = row.version + (last ? 1 : 0);
  const after = { ...row, version, ...(last && { cursor: last }) };
  await putCampaign(tx, people.length < letterBatch ? taskDone(after, task, tx.now) : after);
  if (last) {
    const data = { campaign, daysBefore: task.days, people };
    tx.record(campaignsContract.events.campaignPeopleReminded, { network, subject: campaign, version, data });
  }
};

/** Carries out the deadline for some, once: they are settled in the transaction that changes their ledgers. */
const settle = async (tx: Tx, rows: readonly InvitedRow[]): Promise<void> => {
  const [first] = rows;
  if (!first) return;
  await settleInvited(tx, rows);
  const ids = rows.map(({ person }) => person);
  const people = await findPeople(tx, ids);
  const lines = await lastLines(tx, first.purpose, ids);
  const purposes = await currentConsents(tx, ids);
  const communities = await membershipsOf(tx, ids);
  for (const row of rows) {
    const person = people.find(({ _id }) => _id === row.person);
    if (!person) continue;
    const last = lines.find((line) => line.person === row.person);
    const leaves = row.answer === 'silent' ? silentLeaves(row, last) : [];
    await recordLines(tx, person, leaves);
    const left = (purposes.get(row.person) ?? []).filter((one) =>
      leaves.every(({ purpose }) => purpose !== one),
    );
    const belongs = communities.filter((membership) => membership.person === row.person).length;
    if (hasBasis(left, belongs, person.roles.length)) continue;
    await eraseForWantOfBasis(tx, row.person);
    // Whoever joins a community at this moment marks them too: one of the two then sees what the other did.
    if (leaves.length === 0) await markDirectory(tx, row.person);
  }
};

const closeSome = async (tx: Tx, row: CampaignRow, task: Task): Promise<void> => {
  const { _id: campaign, network } = row;
  const people = await unsettled(tx, campaign, closingBatch);
  await settle(tx, people);
  if (people.length === closingBatch) return;
  const after = taskDone(row, task, tx.now);
  await putCampaign(tx, after);
  const { yes, no, silent } = (await countsOf(tx, [campaign]))(campaign);
  const data = { ...campaignFacts(row), yes, no, silent };
  tx.record(campaignsContract.events.campaignClosed, {
    network,
    subject: campaign,
    version: after.version,
    data,
  });
};

/**
 * Brings the running campaigns further: invites, reminds, and carries out the deadline. Each step is one transaction
 * over some people, so a process may end anywhere in it; the lease only keeps two from doing the same work twice over.
 */
export const startCampaigns = (context: ServiceContext): Loop => {
  const { log } = context;

  const step = ({ network, _id }: CampaignRow): Promise<boolean> =>
    transact(context, { network, now: context.now() }, async (tx) => {
      const row = await findCampaign(tx, _id);
      const task = row && nextTask(row, tx.now);
      if (!row || !task) return false;
      if (task.kind === 'invite') await inviteSome(tx, row, task);
      else if (task.kind === 'remind') await remindSome(tx, row, task);
      else await closeSome(tx, row, task);
      return true;
    });

  const workOf = ({ _id, version, cursor }: CampaignRow) => ({
    id: `campaign ${_id}`,
    place: JSON.stringify([version, cursor]),
  });

  return startLeasedLoop(context, leaseName, { idleMs: 250, leaseMs }, async (mine) => {
    const running = await runningInAllNetworks(context);
    if (running.length === 0 || !(await mine())) return false;
    let worked = false;
    for (const row of running) {
      if (!nextTask(row, context.now())) continue;
      // One that fails must not hold up the others.
      const result = await attempt(context, workOf(row), () => step(row)).catch((error: unknown) => {
        log.warn({ campaign: row._id, err: error }, 'a step of a campaign failed and will be tried again');
        return false;
      });
      worked = worked || (result !== undefined && !isRefusal(result) && result);
    }
    return worked;
  });
};
