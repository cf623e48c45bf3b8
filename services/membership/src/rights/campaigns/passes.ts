import { campaignsContract, isRefusal } from '@skein/contracts';
import { markDirectory } from '@skein/known';
import { type Loop, type ServiceContext, startLeasedLoop, type Tx, transact } from '@skein/service-kit';
import { membershipsOf } from '../../core/communities/memberships.ts';
import { recordLines } from '../../core/consent/record.ts';
import { currentConsents, lastLines } from '../../core/consent/store.ts';
import { findPeople, type PersonRow } from '../../core/people/store.ts';
import { eraseForWantOfBasis } from '../erasure-requests/store.ts';
import { belongsToAudience, hasBasis, invite, nextPass, type Pass, passed, silentLeaves } from './decide.ts';
import { countsOf, type InvitedRow, insertInvited, settleInvited, silentAfter, unsettled } from './people.ts';
import { type CampaignRow, findCampaign, putCampaign, runningCampaigns } from './store.ts';

const leaseName = 'campaigns';
const leaseMs = 5_000;
/** People a transaction invites or reminds: as many as an event may name. */
const letterBatch = 500;
/** People for whom one transaction carries out the deadline. */
const closingBatch = 50;

export const campaignFacts = ({ _id, purpose, textVersion, audience, deadline }: CampaignRow) => ({
  campaign: _id,
  purpose,
  textVersion,
  audience,
  deadline: deadline.toISOString(),
});

/** The members after the cursor whom the audience may hold, in the order of their ids. */
const candidates = async (tx: Tx, { network, audience, cursor = '' }: CampaignRow): Promise<string[]> => {
  const { session, db } = tx;
  const find = { session, limit: letterBatch } as const;
  if (audience.kind === 'community') {
    const rows = await db
      .collection<{ person: string }>('memberships')
      .find(
        { network, community: audience.community, role: { $exists: true }, person: { $gt: cursor } },
        find,
      )
      .sort({ person: 1 })
      .toArray();
    return rows.map(({ person }) => person);
  }
  const rows = await db
    .collection<PersonRow>('people')
    .find({ network, _id: { $gt: cursor } }, { ...find, projection: { _id: 1 } })
    .sort({ _id: 1 })
    .toArray();
  return rows.map(({ _id }) => _id);
};

const inviteSome = async (tx: Tx, row: CampaignRow, pass: Pass): Promise<void> => {
  const { _id: campaign, network, purpose } = row;
  const people = await candidates(tx, row);
  const lines = await lastLines(tx.db, network, purpose, people, tx.session);
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
  await putCampaign(tx, done ? passed(after, pass, tx.now) : after);
  if (asked.length) {
    const data = { campaign, people: asked };
    tx.record(campaignsContract.events.campaignPeopleInvited, { network, subject: campaign, version, data });
  }
};

const remindSome = async (
  tx: Tx,
  row: CampaignRow,
  pass: Extract<Pass, { kind: 'remind' }>,
): Promise<void> => {
  const { _id: campaign, network, cursor = '' } = row;
  const silent = await silentAfter(tx, network, campaign, cursor, letterBatch);
  const people = silent.map(({ person }) => person);
  const last = people.at(-1);
  const version = row.version + (last ? 1 : 0);
  const after = { ...row, version, ...(last && { cursor: last }) };
  await putCampaign(tx, people.length < letterBatch ? passed(after, pass, tx.now) : after);
  if (last) {
    const data = { campaign, daysBefore: pass.days, people };
    tx.record(campaignsContract.events.campaignPeopleReminded, { network, subject: campaign, version, data });
  }
};

/** Carries out the deadline for some, once: they are settled in the transaction that changes their ledgers. */
const settle = async (tx: Tx, network: string, rows: readonly InvitedRow[]): Promise<void> => {
  const [first] = rows;
  if (!first) return;
  await settleInvited(tx, network, rows);
  const { db, session } = tx;
  const ids = rows.map(({ person }) => person);
  const people = await findPeople(tx, network, ids);
  const lines = await lastLines(db, network, first.purpose, ids, session);
  const purposes = await currentConsents(db, network, ids, session);
  const communities = await membershipsOf(db, network, ids, session);
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
    await eraseForWantOfBasis(tx, network, row.person);
    // Whoever joins a community at this moment marks them too: one of the two then sees what the other did.
    if (leaves.length === 0) await markDirectory(tx, row.person);
  }
};

const closeSome = async (tx: Tx, row: CampaignRow, pass: Pass): Promise<void> => {
  const { _id: campaign, network } = row;
  const people = await unsettled(tx, network, campaign, closingBatch);
  await settle(tx, network, people);
  if (people.length === closingBatch) return;
  const after = passed(row, pass, tx.now);
  await putCampaign(tx, after);
  const { yes, no, silent } = (await countsOf(tx.db, network, [campaign], tx.session))(campaign);
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
  const { db, log } = context;

  const step = ({ network, _id }: CampaignRow): Promise<boolean> =>
    transact(context, { network, now: context.now() }, async (tx) => {
      const row = await findCampaign(db, network, _id, tx.session);
      const pass = row && nextPass(row, tx.now);
      if (!row || !pass) return false;
      if (pass.kind === 'invite') await inviteSome(tx, row, pass);
      else if (pass.kind === 'remind') await remindSome(tx, row, pass);
      else await closeSome(tx, row, pass);
      return true;
    });

  return startLeasedLoop(context, leaseName, { idleMs: 250, leaseMs }, async (mine) => {
    const running = await runningCampaigns(db);
    if (running.length === 0 || !(await mine())) return false;
    let worked = false;
    for (const row of running) {
      // One that fails must not hold up the others.
      const result = await step(row).catch((error: unknown) => {
        log.warn({ campaign: row._id, err: error }, 'a step of a campaign failed and will be tried again');
        return false;
      });
      worked = worked || (!isRefusal(result) && result);
    }
    return worked;
  });
};
