import { type InvitedAddress, surveysContract } from '@skein/contracts';
import { belongingsOf } from '@skein/known';
import type { Tx } from '@skein/service-kit';
import { insertAddresses } from '../audiences/store.ts';
import { insertInvitations } from '../invitations/store.ts';
import { makeReceiptKey } from '../keys/making.ts';
import { insertKeys } from '../keys/store.ts';
import { markAnnouncement } from '../surveys/announcements-store.ts';
import type { SurveyRow } from '../surveys/row.ts';
import { insertSurvey } from '../surveys/store.ts';
import { inGroups, type Opening } from './decide.ts';

/** Tells that a survey has opened, and lets the intake know. */
export const recordOpened = async (tx: Tx, survey: SurveyRow, version = survey.version): Promise<void> => {
  const { _id: subject, network, title, mode, instrument, instrumentVersion, community } = survey;
  const closesAt = survey.closesAt.toISOString();
  await markAnnouncement(tx, subject);
  const about = { survey: subject, instrument, number: instrumentVersion, title, mode, closesAt };
  tx.record(surveysContract.events.surveyOpened, {
    network,
    subject,
    version,
    data: { ...about, ...(community && { community }) },
  });
};

/** Writes the keys that a survey has while it is open. */
export const writeKeys = async (tx: Tx, survey: string, ballotKey: string | undefined): Promise<void> => {
  await insertKeys(tx, survey, { receiptKey: makeReceiptKey(), ballotKey });
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
  const memberships = await belongingsOf(tx, people);
  const { survey, invitations, letters, lettersAbroad } = inGroups(opening, memberships, smallestGroup);
  const { _id: subject, network, title } = survey;
  await insertSurvey(tx, survey);
  await writeKeys(tx, subject, ballotKey);
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
