import { isRefusal, type Refusal, surveysContract } from '@skein/contracts';
import { type Loop, type ServiceContext, startLoop, type Tx, transact } from '@skein/service-kit';
import { deleteKeys } from '../../taking/ballots/store.ts';
import { markSettling } from '../../telling/standing/store.ts';
import { dropParts } from '../audiences/store.ts';
import { markAnnouncement } from './announce.ts';
import { closeSurvey } from './decide.ts';
import { findSurvey, replaceSurvey, type SurveyRow } from './store.ts';

/** Closes a survey with its event, lets the intake know, and forgets the keys that it had while it was open. */
export const close = async (tx: Tx, before: SurveyRow): Promise<SurveyRow | Refusal> => {
  const row = closeSurvey(before, tx.now);
  if (isRefusal(row)) return row;
  await replaceSurvey(tx, row);
  if (before.status === 'preparing') {
    // It asked nobody, and nobody heard of it.
    await dropParts(tx, row.network, row._id);
    await deleteKeys(tx, row.network, row._id);
    return row;
  }
  await markAnnouncement(tx, row);
  await markSettling(tx, row);
  await deleteKeys(tx, row.network, row._id);
  const { _id: survey, network, version, community } = row;
  tx.record(surveysContract.events.surveyClosed, {
    network,
    subject: survey,
    version,
    data: { survey, ...(community && { community }) },
  });
  return row;
};

/** Closes the surveys whose time is up. The intake goes by the time itself; this writes it down. */
export const startClosing = (context: ServiceContext): Loop => {
  const due = (now: Date) =>
    context.db
      .collection<SurveyRow>('surveys')
      .find({ status: { $in: ['open', 'preparing'] }, closesAt: { $lte: now } })
      .sort({ closesAt: 1 })
      .limit(100)
      .toArray();
  return startLoop('survey-closing', context.log, 2_000, async () => {
    const now = context.now();
    const rows = await due(now);
    for (const { network, _id } of rows) {
      await transact(context, { network, now }, async (tx) => {
        // Read again: another process, or a person, may have closed it meanwhile.
        const survey = await findSurvey(tx.db, network, _id, tx.session);
        return survey && close(tx, survey);
      });
    }
    return rows.length === 100;
  });
};
