import { randomBytes } from 'node:crypto';
import { surveyEvents } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import { insertKeys } from '../ballots/store.ts';
import { inGroups } from '../groups/decide.ts';
import { membershipsOf } from '../groups/store.ts';
import { insertInvitations } from '../invitations/store.ts';
import { markAnnouncement } from './announce.ts';
import type { Opening } from './decide.ts';
import { insertSurvey, replaceSurvey, type SurveyRow } from './store.ts';

/** Writes an opened survey with its keys, invitations and events, and lets the intake know. */
export const writeOpening = async (
  tx: Tx,
  opening: Opening,
  smallestGroup = 1,
  ballotKey?: string,
): Promise<void> => {
  const people = opening.invitations.map(({ person }) => person);
  const memberships = await membershipsOf(tx, opening.survey.network, people);
  const { survey, invitations, letters } = inGroups(opening, memberships, smallestGroup);
  const { _id: subject, network, title, mode, instrument, instrumentVersion, community } = survey;
  const closesAt = survey.closesAt.toISOString();
  await insertSurvey(tx, survey);
  const receiptKey = randomBytes(32).toString('base64url');
  await insertKeys(tx, { _id: subject, network, receiptKey, ...(ballotKey && { ballotKey }) });
  await insertInvitations(tx, invitations);
  await markAnnouncement(tx, survey);
  const about = { survey: subject, instrument, number: instrumentVersion, title, mode, closesAt };
  tx.record(surveyEvents.surveyOpened, {
    network,
    subject,
    version: 1,
    data: { ...about, ...(community && { community }) },
  });
  for (const [index, people] of letters.entries()) {
    const data = { survey: subject, title, closesAt, people };
    tx.record(surveyEvents.peopleInvited, { network, subject, version: index + 2, data });
  }
};

/** Writes that a survey asks a newer version, and lets the intake know. */
export const writeNewVersion = async (tx: Tx, row: SurveyRow): Promise<void> => {
  const { _id: survey, network, version, instrument, instrumentVersion: number, community } = row;
  await replaceSurvey(tx, row);
  await markAnnouncement(tx, row);
  tx.record(surveyEvents.surveyTookVersion, {
    network,
    subject: survey,
    version,
    data: { survey, instrument, number, ...(community && { community }) },
  });
};
