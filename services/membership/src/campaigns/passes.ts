import { isRefusal, membershipEvents } from '@skein/contracts';
import {
  dropLease,
  type Loop,
  markDirectory,
  newId,
  type ServiceContext,
  startLoop,
  type Tx,
  takeLease,
  transact,
} from '@skein/service-kit';
import { membershipsOf } from '../communities/memberships.ts';
import { recordLines } from '../consent/record.ts';
import { currentConsents, lastLines } from '../consent/store.ts';
import { eraseForWantOfBasis } from '../erasure-requests/store.ts';
import { findPerson, type PersonRow } from '../people/store.ts';
import { belongsToAudience, hasBasis, invite, nextPass, type Pass, passed, silentLeaves } from './decide.ts';
import { countsOf, type InvitedRow, insertInvited, putInvited, silentAfter, unsettled } from './people.ts';
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
    tx.record(membershipEvents.campaignPeopleInvited, { network, subject: campaign, version, data });
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
    tx.record(membershipEvents.campaignPeopleReminded, { network, subject: campaign, version, data });
  }
};

/** Carries out the deadline for one person, once: the row is settled in the transaction that changes the ledger. */
const settle = async (tx: Tx, row: InvitedRow): Promise<void> => {
  const { network, person: id, purpose } = row;
  await putInvited(tx, { ...row, settledAt: tx.now });
  const person = await findPerson(tx.db, network, id, tx.session);
  if (!person) return;
  const [last] = await lastLines(tx.db, network, purpose, [id], tx.session);
  if (row.answer === 'silent') await recordLines(tx, person, silentLeaves(row, last));
  const purposes = (await currentConsents(tx.db, network, [id], tx.session)).get(id) ?? [];
  const communities = await membershipsOf(tx.db, network, [id], tx.session);
  if (hasBasis(purposes, communities.length, person.roles.length)) return;
  await eraseForWantOfBasis(tx, network, id);
  // Whoever joins a community at this moment marks them too: one of the two then sees what the other did.
  await markDirectory(tx, network, id);
};

const closeSome = async (tx: Tx, row: CampaignRow, pass: Pass): Promise<void> => {
  const { _id: campaign, network } = row;
  const people = await unsettled(tx, network, campaign, closingBatch);
  for (const one of people) await settle(tx, one);
  if (people.length === closingBatch) return;
  const after = passed(row, pass, tx.now);
  await putCampaign(tx, after);
  const { yes, no, silent } = (await countsOf(tx.db, network, [campaign], tx.session))(campaign);
  const data = { ...campaignFacts(row), yes, no, silent };
  tx.record(membershipEvents.campaignClosed, { network, subject: campaign, version: after.version, data });
};

/**
 * Brings the running campaigns further: invites, reminds, and carries out the deadline. Each step is one transaction
 * over some people, so a process may end anywhere in it; the lease only keeps two from doing the same work twice over.
 */
export const startCampaigns = (context: ServiceContext): Loop => {
  const { db, log } = context;
  const holder = newId();

  const step = ({ network, _id }: CampaignRow): Promise<boolean> =>
    transact(context, context.now(), async (tx) => {
      const row = await findCampaign(db, network, _id, tx.session);
      const pass = row && nextPass(row, tx.now);
      if (!row || !pass) return false;
      if (pass.kind === 'invite') await inviteSome(tx, row, pass);
      else if (pass.kind === 'remind') await remindSome(tx, row, pass);
      else await closeSome(tx, row, pass);
      return true;
    });

  const loop = startLoop(leaseName, log, 250, async () => {
    const running = await runningCampaigns(db);
    if (running.length === 0 || !(await takeLease(db, leaseName, holder, leaseMs))) return false;
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
  return {
    wake: loop.wake,
    stop: async () => {
      await loop.stop();
      await dropLease(db, leaseName, holder).catch(() => undefined);
    },
  };
};
