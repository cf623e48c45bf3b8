import { askedVersionKey, bucketName, type OpenSurvey, openSurveyKey } from '@skein/contracts';
import { type Loop, type Nats, type Reader, type ServiceContext, startLoop } from '@skein/service-kit';
import { presentVersion } from '../../instruments/definitions/present.ts';
import { findVersions } from '../../instruments/definitions/store.ts';
import { findKeys } from '../keys/store.ts';
import {
  dropAnnouncement,
  dueAnnouncementsInAllNetworks,
  putOffAnnouncement,
} from './announcements-store.ts';
import { needsLink, statusAt, versionsOf } from './decide.ts';
import type { AnnouncementRow, SurveyRow } from './row.ts';
import { asksVersion, findSurvey } from './store.ts';

type Bucket = Awaited<ReturnType<Nats['kvm']['open']>>;

/** How long the intake goes on telling late ones that a survey is closed, before it no longer knows it. */
const rememberedMs = 90 * 24 * 60 * 60 * 1000;

const retryMs = 2_000;

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
const putVersions = async (reader: Reader, bucket: Bucket, survey: SurveyRow): Promise<void> => {
  const { _id, network, instrument } = survey;
  const numbers = versionsOf(survey);
  const versions = await findVersions(reader, instrument, numbers);
  if (versions.length < numbers.length)
    throw new Error(`survey ${_id} asks a version of ${instrument} that is not there`);
  for (const row of versions) {
    const { translations: _, ...version } = presentVersion(row);
    await bucket.put(askedVersionKey(network, instrument, row.number), JSON.stringify(version));
  }
};

/** Takes the versions out that no survey asks any more which the intake still knows. */
const dropVersions = async (reader: Reader, bucket: Bucket, survey: SurveyRow, now: Date): Promise<void> => {
  const { network, instrument } = survey;
  const remembered = new Date(now.getTime() - rememberedMs);
  for (const number of versionsOf(survey)) {
    const key = askedVersionKey(network, instrument, number);
    // Read before the surveys are: one that is announced meanwhile writes the version anew, and this purge is refused.
    const before = await bucket.get(key);
    if (!before || (await asksVersion(reader, instrument, number, remembered))) continue;
    await bucket.purge(key, { previousSeq: before.revision });
  }
};

/** Keeps the bucket true to the surveys: each entry is written from what its survey is now, not when it was marked. */
export const startAnnouncing = (context: ServiceContext): Loop => {
  const { nats, config, log } = context;

  const announce = async (bucket: Bucket, mark: AnnouncementRow): Promise<void> => {
    const { _id, network } = mark;
    const reader = context.readerOf(network);
    const key = openSurveyKey(network, _id);
    // Read before the survey is: if another process writes a newer state meanwhile, this one's write is refused.
    const before = (await bucket.get(key))?.revision ?? 0;
    const now = context.now();
    const survey = await findSurvey(reader, _id);
    const forgetAt = survey?.closedAt && new Date(survey.closedAt.getTime() + rememberedMs);
    if (!survey || (forgetAt && forgetAt <= now)) {
      await bucket.purge(key);
      if (survey) await dropVersions(reader, bucket, survey, now);
    } else {
      await putVersions(reader, bucket, survey);
      const keys = await findKeys(reader, _id);
      const value = JSON.stringify(announcementOf(survey, keys?.receiptKey, now));
      await bucket.put(key, value, { previousSeq: before });
    }
    if (forgetAt && forgetAt > now) await putOffAnnouncement(reader, mark, forgetAt);
    else await dropAnnouncement(reader, mark);
  };

  // One that cannot be written now must not hold up the others.
  const putOff = async (mark: AnnouncementRow, error: unknown): Promise<void> => {
    log.warn({ survey: mark._id, err: error }, 'an open survey could not be announced yet');
    const due = new Date(context.now().getTime() + retryMs);
    await putOffAnnouncement(context.readerOf(mark.network), mark, due);
  };

  return startLoop('survey-announcements', log, 200, async () => {
    const rows = await dueAnnouncementsInAllNetworks(context, context.now(), 100);
    if (rows.length === 0) return false;
    const bucket = await nats.kvm.open(bucketName(config.SKEIN_PREFIX, 'OPEN_SURVEYS'));
    await Promise.all(rows.map((row) => announce(bucket, row).catch((error) => putOff(row, error))));
    return rows.length === 100;
  });
};
