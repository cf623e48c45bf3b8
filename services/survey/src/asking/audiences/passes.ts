import {
  type Loop,
  newId,
  type ServiceContext,
  startLeasedLoop,
  startLoop,
  type Tx,
  transact,
} from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { deleteKeys } from '../../taking/ballots/store.ts';
import { addGroups, place } from '../groups/decide.ts';
import { membershipsOf } from '../groups/store.ts';
import { insertInvitations, invitedAmong } from '../invitations/store.ts';
import { insertRound } from '../reminders/store.ts';
import { invitationsTo } from '../surveys/decide.ts';
import { recordOpened } from '../surveys/opening.ts';
import { findSurvey, replaceSurvey, type SurveyRow } from '../surveys/store.ts';
import { atOnce, whenWhole } from './decide.ts';
import { type Found, nextAddressees, strangersAmong } from './resolve.ts';
import { dropPart, eraseSome, insertAddresses } from './store.ts';

const leaseName = 'survey-audiences';
const leaseMs = 5_000;
const dayMs = 24 * 60 * 60 * 1000;

type Context = ServiceContext<SurveyConfig>;

/** Writes some of an audience down: their invitations, where they belong, and where strangers are written to. */
const invite = async (tx: Tx, survey: SurveyRow, { addressees }: Found): Promise<SurveyRow> => {
  const { _id, network } = survey;
  const before = await invitedAmong(
    tx,
    network,
    _id,
    addressees.map(({ person }) => person),
  );
  const fresh = addressees.filter(({ person }) => !before.has(person));
  const strangers = strangersAmong(fresh);
  const people = fresh.map(({ person }) => person);
  const invitations = place(
    survey,
    invitationsTo(survey, people, strangers, newId),
    await membershipsOf(tx, network, people),
  );
  await insertInvitations(tx, invitations);
  const addresses = invitations.flatMap(({ _id: link, person }) => {
    const address = strangers.get(person);
    return address ? [{ _id: link, network, survey: _id, person, ...address }] : [];
  });
  await insertAddresses(tx, addresses);
  return { ...addGroups(survey, invitations), invited: survey.invited + invitations.length };
};

const finish = async (tx: Tx, before: SurveyRow, smallestGroup: number): Promise<void> => {
  const row = whenWhole(before, smallestGroup, tx.now);
  await replaceSurvey(tx, row);
  if (row.status === 'closed') return deleteKeys(tx, row.network, row._id);
  await recordOpened(tx, row);
  if (before.preparing?.invite) await insertRound(tx, row, { kind: 'invitation', at: tx.now, planned: true });
};

/**
 * Writes down large audiences, some people a transaction. How far it is stands on the survey and changes with them, so
 * that a process may end anywhere in it; the lease only keeps two from doing the same work twice over.
 */
export const startPreparing = (context: Context): Loop => {
  const { db, log, config } = context;

  const step = async (survey: SurveyRow): Promise<boolean> => {
    const found = await nextAddressees(context, survey, atOnce);
    if (!found) throw new Error('membership does not tell who is of the audience');
    await transact(context, { network: survey.network, now: context.now() }, async (tx) => {
      const row = await findSurvey(tx.db, survey.network, survey._id, tx.session);
      // Another process, or somebody who closed it, was here meanwhile.
      if (!row?.preparing || row.preparing.cursor !== survey.preparing?.cursor) return;
      if (found.part && !(await dropPart(tx, found.part))) return;
      const after = found.addressees.length ? await invite(tx, row, found) : row;
      if (found.cursor === undefined) await finish(tx, after, config.SKEIN_SMALLEST_GROUP);
      else await replaceSurvey(tx, { ...after, preparing: { ...row.preparing, cursor: found.cursor } });
    });
    return true;
  };

  return startLeasedLoop(context, leaseName, { idleMs: 500, leaseMs }, async (mine) => {
    const rows = await db
      .collection<SurveyRow>('surveys')
      .find({ status: 'preparing', closesAt: { $gt: context.now() } })
      .sort({ closesAt: 1 })
      .limit(20)
      .toArray();
    if (rows.length === 0 || !(await mine())) return false;
    let worked = false;
    for (const row of rows) {
      // One that cannot go on now must not hold up the others.
      worked =
        (await step(row).catch((error: unknown) => {
          log.warn({ survey: row._id, err: error }, 'an audience could not be written down yet');
          return false;
        })) || worked;
    }
    return worked;
  });
};

/** Erases the addresses that surveys were sent to, some while after each closed. */
export const startErasingAddresses = (context: Context): Loop => {
  const { db, log, config } = context;
  const surveys = db.collection<SurveyRow>('surveys');
  return startLoop('invited-addresses', log, 5_000, async () => {
    const cutoff = new Date(context.now().getTime() - config.SKEIN_ADDRESSES_KEPT_DAYS * dayMs);
    const rows = await surveys
      .find({
        'audience.kind': 'addresses',
        status: 'closed',
        closedAt: { $lte: cutoff },
        addressesErased: { $exists: false },
      })
      .limit(20)
      .toArray();
    for (const { _id, network } of rows) {
      while (await eraseSome(db, network, _id, atOnce));
      await surveys.updateOne({ _id, network }, { $set: { addressesErased: true } });
    }
    return rows.length === 20;
  });
};
