import { belongingsOf } from '@skein/known';
import {
  attempt,
  type Loop,
  newId,
  type ServiceContext,
  startLeasedLoop,
  type Tx,
  transact,
} from '@skein/service-kit';
import type { SurveyConfig } from '../../config.ts';
import { atOnce } from '../audiences/decide.ts';
import { type Found, nextAddressees, strangersAmong } from '../audiences/resolve.ts';
import { dropPart, insertAddresses } from '../audiences/store.ts';
import { addGroups, place } from '../groups/decide.ts';
import { insertInvitations, invitedAmong } from '../invitations/store.ts';
import { deleteKeys } from '../keys/store.ts';
import { insertRound } from '../reminders/store.ts';
import type { SurveyRow } from '../surveys/row.ts';
import { findSurvey, preparingInAllNetworks, replaceSurvey } from '../surveys/store.ts';
import { invitationsTo, whenWhole } from './decide.ts';
import { recordOpened } from './record.ts';

const leaseName = 'survey-audiences';
const leaseMs = 5_000;

type Context = ServiceContext<SurveyConfig>;

/** Writes some of an audience down: their invitations, where they belong, and where strangers are written to. */
const invite = async (tx: Tx, survey: SurveyRow, { addressees }: Found): Promise<SurveyRow> => {
  const { _id, network } = survey;
  const before = await invitedAmong(
    tx,
    _id,
    addressees.map(({ person }) => person),
  );
  const fresh = addressees.filter(({ person }) => !before.has(person));
  const strangers = strangersAmong(fresh);
  const people = fresh.map(({ person }) => person);
  const invitations = place(
    survey,
    invitationsTo(survey, people, strangers, newId),
    await belongingsOf(tx, people),
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
  if (row.status === 'closed') return deleteKeys(tx, row._id);
  await recordOpened(tx, row);
  if (before.preparing?.invite)
    await insertRound(tx, row._id, { kind: 'invitation', at: tx.now, planned: true });
};

/**
 * Writes down large audiences, some people a transaction. How far it is stands on the survey and changes with them, so
 * that a process may end anywhere in it; the lease only keeps two from doing the same work twice over.
 */
export const startPreparing = (context: Context): Loop => {
  const { ask, log, config } = context;

  const step = async (survey: SurveyRow): Promise<boolean> => {
    const found = await nextAddressees(ask, context.readerOf(survey.network), survey, atOnce);
    if (!found) throw new Error('membership does not tell who is of the audience');
    await transact(context, { network: survey.network, now: context.now() }, async (tx) => {
      const row = await findSurvey(tx, survey._id);
      // Another process, or somebody who closed it, was here meanwhile.
      if (!row?.preparing || row.preparing.cursor !== survey.preparing?.cursor) return;
      if (found.part && !(await dropPart(tx, found.part))) return;
      const after = found.addressees.length ? await invite(tx, row, found) : row;
      if (found.cursor === undefined) await finish(tx, after, config.SKEIN_SMALLEST_GROUP);
      else await replaceSurvey(tx, { ...after, preparing: { ...row.preparing, cursor: found.cursor } });
    });
    return true;
  };

  const workOf = ({ _id, preparing }: SurveyRow) => ({
    id: `audience ${_id}`,
    place: JSON.stringify(preparing?.cursor ?? ''),
  });

  return startLeasedLoop(context, leaseName, { idleMs: 500, leaseMs }, async (mine) => {
    const rows = await preparingInAllNetworks(context, context.now(), 20);
    if (rows.length === 0 || !(await mine())) return false;
    let worked = false;
    for (const row of rows) {
      // One that cannot go on now must not hold up the others.
      worked =
        (await attempt(context, workOf(row), () => step(row)).catch((error: unknown) => {
          log.warn({ survey: row._id, err: error }, 'an audience could not be written down yet');
          return false;
        })) || worked;
    }
    return worked;
  });
};
