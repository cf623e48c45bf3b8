import { randomBytes } from 'node:crypto';
import { type InvitedAddress, surveysContract } from '@skein/contracts';
import type { Tx } from '@skein/service-kit';
import { insertKeys } from '../../taking/ballots/store.ts';
import { insertAddresses } from '../audiences/store.ts';
import { inGroups } from '../groups/decide.ts';
import { membershipsOf } from '../groups/store.ts';
import { insertInvitations } from '../invitations/store.ts';
import { markAnnouncement } from './announce.ts';
import type { Opening } from './decide.ts';
import { insertSurvey, replaceSurvey, type SurveyRow } from './store.ts';

/** Tells that a survey has opened, and lets the intake know. */
export const recordOpened = async (tx: Tx, survey: SurveyRow, version = survey.version): Promise<void> => {
  const { _id: subject, network, title, mode, instrument, instrumentVersion, community } = survey;
  const closesAt = survey.closesAt.toISOString();
  await markAnnouncement(tx, survey);
  const about = { survey: subject, instrument, number: instrumentVersion, title, mode, closesAt };
  tx.record(surveysContract.events.surveyOpened, {
    network,
    subject,
    version,
    data: { ...about, ...(community && { community }) },
  });
};

/** Writes the keys that a survey has while it is open. */
export const writeKeys = async (
  tx: Tx,
  { _id, network }: SurveyRow,
  ballotKey: string | undefined,
): Promise<void> => {
  const receiptKey = randomBytes(32).toString('base64url');
  await insertKeys(tx, { _id, network, receiptKey, ...(ballotKey && { ballotKey }) });
};

interface Beside {
  readonly smallestGroup?: number;
  readonly ballotKey?: string | undefined;
  readonly strangers?: ReadonlyMap<string, InvitedAddress>;
}

/** Writes an opened survey with its keys, invitations and events, and lets the intake know. */
export const writeOpening = async (
  tx: Tx,
  opening: Opening,
  { smallestGroup = 1, ballotKey, strangers = new Map() }: Beside = {},
): Promise<void> => {
  const people = opening.invitations.map(({ person }) => person);
  const memberships = await membershipsOf(tx, opening.survey.network, people);
  const { survey, invitations, letters, lettersAbroad } = inGroups(opening, memberships, smallestGroup);
  const { _id: subject, network, title } = survey;
  await insertSurvey(tx, survey);
  await writeKeys(tx, survey, ballotKey);
  await insertInvitations(tx, invitations);
  const addresses = invitations.flatMap(({ _id, person }) => {
    const address = strangers.get(person);
    return address ? [{ _id, network, survey: subject, person, ...address }] : [];
  });
  await insertAddresses(tx, addresses);
  await recordOpened(tx, survey, 1);
  const closesAt = survey.closesAt.toISOString();
  const events = [
    ...letters.map((some) => [surveysContract.events.peopleInvited, some] as const),
    ...lettersAbroad.map((some) => [surveysContract.events.addresseesInvited, some] as const),
  ];
  for (const [index, [definition, some]] of events.entries()) {
    const data = { survey: subject, title, closesAt, people: some };
    tx.record(definition, { network, subject, version: index + 2, data });
  }
};

/** Writes that a survey asks a newer version, and lets the intake know. */
export const writeNewVersion = async (tx: Tx, row: SurveyRow): Promise<void> => {
  const { _id: survey, network, version, instrument, instrumentVersion: number, community } = row;
  await replaceSurvey(tx, row);
  await markAnnouncement(tx, row);
  tx.record(surveysContract.events.surveyTookVersion, {
    network,
    subject: survey,
    version,
    data: { survey, instrument, number, ...(community && { community }) },
  });
};
