import { askedVersionKey, bucketName, type OpenSurvey, openSurveyKey } from '@skein/contracts';
import {
  type CollectionDeclaration,
  holdsNobody,
  type Loop,
  type Nats,
  type ServiceContext,
  startLoop,
  type Tx,
} from '@skein/service-kit';
import { findVersions, presentVersion } from '../../instruments/definitions/store.ts';
import { findKeys } from '../../taking/ballots/store.ts';
import { needsLink, statusAt } from './decide.ts';
import { findSurvey, type SurveyRow, versionsOf } from './store.ts';

type Bucket = Awaited<ReturnType<Nats['kvm']['open']>>;

/** A survey whose entry in the `OPEN_SURVEYS` bucket no longer says what it is, or is to be forgotten at `due`. */
interface AnnouncementRow {
  readonly _id: string;
  readonly network: string;
  readonly version: number;
  readonly due: Date;
}

export const announcementCollection: CollectionDeclaration = {
  name: 'survey_announcements',
  indexes: [{ key: { due: 1 } }],
  people: holdsNobody('which surveys are to be announced'),
};

/** How long the intake goes on telling late ones that a survey is closed, before it no longer knows it. */
const rememberedMs = 90 * 24 * 60 * 60 * 1000;

const retryMs = 2_000;

/** Marks a survey's entry as out of date, in the transaction that changed the survey. */
export const markAnnouncement = async (tx: Tx, { _id, network }: SurveyRow): Promise<void> => {
  await tx.db
    .collection<AnnouncementRow>('survey_announcements')
    .updateOne(
      { _id },
      { $inc: { version: 1 }, $set: { network, due: tx.now } },
      { session: tx.session, upsert: true },
    );
};

const announcementOf = (survey: SurveyRow, receiptKey: string | undefined, now: Date): OpenSurvey => {
  const { _id, network, mode, closesAt, instrument, ballotKey } = survey;
  return {
    survey: _id,
    network,
    mode,
    open: statusAt(survey, now) === 'open',
    closesAt: closesAt.toISOString(),
    needsLink: needsLink(survey),
    instrument,
    versions: versionsOf(survey),
    ...(ballotKey && { ballotKey }),
    ...(receiptKey && { receiptKey }),
  };
};

/** Writes each version that the survey asks; before the survey itself, so that the intake knows them when it comes. */
const putVersions = async ({ db }: ServiceContext, bucket: Bucket, survey: SurveyRow): Promise<void> => {
  const { _id, network, instrument } = survey;
  const numbers = versionsOf(survey);
  const versions = await findVersions(db, network, instrument, numbers);
  if (versions.length < numbers.length)
    throw new Error(`survey ${_id} asks a version of ${instrument} that is not there`);
  for (const row of versions) {
    const { translations: _, ...version } = presentVersion(row);
    await bucket.put(askedVersionKey(network, instrument, row.number), JSON.stringify(version));
  }
};

/** Takes the versions out that no survey asks any more which the intake still knows. */
const dropVersions = async (
  { db }: ServiceContext,
  bucket: Bucket,
  survey: SurveyRow,
  now: Date,
): Promise<void> => {
  const { network, instrument } = survey;
  const known = {
    $or: [{ status: 'open' as const }, { closedAt: { $gt: new Date(now.getTime() - rememberedMs) } }],
  };
  for (const number of versionsOf(survey)) {
    const key = askedVersionKey(network, instrument, number);
    // Read before the surveys are: one that is announced meanwhile writes the version anew, and this purge is refused.
    const before = await bucket.get(key);
    if (!before) continue;
    const asking = {
      network,
      instrument,
      $and: [{ $or: [{ versions: number }, { instrumentVersion: number }] }, known],
    };
    if (await db.collection<SurveyRow>('surveys').findOne(asking)) continue;
    await bucket.purge(key, { previousSeq: before.revision });
  }
};

/** Keeps the bucket true to the surveys: each entry is written from what its survey is now, not when it was marked. */
export const startAnnouncing = (context: ServiceContext): Loop => {
  const { db, nats, config, log } = context;
  const marks = db.collection<AnnouncementRow>('survey_announcements');

  const announce = async (bucket: Bucket, { _id, network, version }: AnnouncementRow): Promise<void> => {
    const key = openSurveyKey(network, _id);
    // Read before the survey is: if another process writes a newer state meanwhile, this one's write is refused.
    const before = (await bucket.get(key))?.revision ?? 0;
    const now = context.now();
    const survey = await findSurvey(db, network, _id);
    const forgetAt = survey?.closedAt && new Date(survey.closedAt.getTime() + rememberedMs);
    if (!survey || (forgetAt && forgetAt <= now)) {
      await bucket.purge(key);
      if (survey) await dropVersions(context, bucket, survey, now);
    } else {
      await putVersions(context, bucket, survey);
      const keys = await findKeys(db, network, _id);
      const value = JSON.stringify(announcementOf(survey, keys?.receiptKey, now));
      await bucket.put(key, value, { previousSeq: before });
    }
    // A mark made meanwhile has a higher version, and so stays as it is.
    if (forgetAt && forgetAt > now) await marks.updateOne({ _id, version }, { $set: { due: forgetAt } });
    else await marks.deleteOne({ _id, version });
  };

  // One that cannot be written now must not hold up the others.
  const putOff = async ({ _id, version }: AnnouncementRow, error: unknown): Promise<void> => {
    log.warn({ survey: _id, err: error }, 'an open survey could not be announced yet');
    const due = new Date(context.now().getTime() + retryMs);
    await marks.updateOne({ _id, version }, { $set: { due } });
  };

  return startLoop('survey-announcements', log, 200, async () => {
    const rows = await marks
      .find({ due: { $lte: context.now() } })
      .sort({ due: 1 })
      .limit(100)
      .toArray();
    if (rows.length === 0) return false;
    const bucket = await nats.kvm.open(bucketName(config.SKEIN_PREFIX, 'OPEN_SURVEYS'));
    await Promise.all(rows.map((row) => announce(bucket, row).catch((error) => putOff(row, error))));
    return rows.length === 100;
  });
};
