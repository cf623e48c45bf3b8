import { declareCollection, holds, type Reader, rowsIn, type Tx } from '@skein/service-kit';
import { z } from 'zod';
import { InvitationRow } from './row.ts';

/** What becomes of an invitation with its person: more than its row, since answers were given by its link. */
export interface Ending {
  readonly erase: (tx: Tx, row: InvitationRow) => Promise<void>;
  readonly merge: (tx: Tx, row: InvitationRow, merging: { readonly kept: string }) => Promise<void>;
}

const name = 'invitations';

export const invitationsCollection = ({ erase, merge }: Ending) =>
  declareCollection({
    name,
    schema: InvitationRow,
    grows: 'one for each person asked in a survey: who may answer, once',
    indexes: [
      { key: { network: 1, survey: 1, person: 1 }, unique: true },
      { key: { network: 1, person: 1 } },
    ],
    people: holds<InvitationRow>({
      title: 'Surveys you were asked to answer',
      at: ['person'],
      show: ({ survey }) => ({ survey }),
      erase: { does: 'itself', erase },
      merge: { does: 'itself', merge },
    }),
  });

const invitations = rowsIn({ name, schema: InvitationRow });

export const insertInvitations = async (tx: Tx, rows: readonly InvitationRow[]): Promise<void> => {
  if (rows.length) await invitations(tx).insertMany([...rows]);
};

export const findInvitation = (reader: Reader, id: string): Promise<InvitationRow | null> =>
  invitations(reader).findOne({ _id: id, network: reader.network });

/** The invitation of a person in a survey. */
export const invitationOf = (reader: Reader, survey: string, person: string): Promise<InvitationRow | null> =>
  invitations(reader).findOne({ network: reader.network, survey, person });

/** The invitations of these people in a survey, in the order in which they were asked. */
export const invitationsFor = (
  reader: Reader,
  survey: string,
  people: readonly string[],
): Promise<InvitationRow[]> =>
  invitations(reader)
    .find({ network: reader.network, survey, person: { $in: [...people] } })
    .sort({ _id: 1 })
    .toArray();

/** The next who are invited to a survey, in the order of their ids. */
export const invitationsAfter = (
  reader: Reader,
  survey: string,
  { cursor = '', limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<InvitationRow[]> =>
  invitations(reader)
    .find({ network: reader.network, survey, person: { $gt: cursor } })
    .sort({ person: 1 })
    .limit(limit)
    .toArray();

/** Which of these people are invited to a survey already. */
export const invitedAmong = async (
  reader: Reader,
  survey: string,
  people: readonly string[],
): Promise<Set<string>> => {
  const rows = await invitations(reader)
    .find({ network: reader.network, survey, person: { $in: [...people] } }, { projection: { person: 1 } })
    .toArray();
  return new Set(rows.map(({ person }) => person));
};

/** Everyone invited to a survey, in the order in which they were asked. */
export const peopleInvited = async (reader: Reader, survey: string): Promise<string[]> => {
  const rows = await invitations(reader)
    .find({ network: reader.network, survey }, { projection: { person: 1 } })
    .sort({ _id: 1 })
    .toArray();
  return rows.map(({ person }) => person);
};

/** In which community, and as what, each of these links' people were asked, where in one. */
export const groupsAsked = async (
  reader: Reader,
  links: readonly string[],
): Promise<Map<string, Pick<InvitationRow, 'community' | 'role'>>> => {
  const rows = await invitations(reader)
    .find({ network: reader.network, _id: { $in: [...links] } }, { projection: { community: 1, role: 1 } })
    .toArray();
  return new Map(rows.flatMap(({ _id, ...group }) => (group.community ? [[_id, group] as const] : [])));
};

/** Whose these links are. */
export const peopleOfLinks = async (
  reader: Reader,
  links: readonly string[],
): Promise<Map<string, string>> => {
  if (links.length === 0) return new Map();
  const rows = await invitations(reader)
    .find({ network: reader.network, _id: { $in: [...links] } }, { projection: { person: 1 } })
    .toArray();
  return new Map(rows.map(({ _id, person }) => [_id, person]));
};

/** More than anybody is asked in a life. */
const mostOfPerson = 2_000;

/** The invitations of a person, the latest first. */
export const invitationsOf = (reader: Reader, person: string): Promise<InvitationRow[]> =>
  invitations(reader)
    .find({ network: reader.network, person })
    .sort({ _id: -1 })
    .limit(mostOfPerson)
    .toArray();

/** The links of a person: all that a response knows of them. */
export const linksOf = async (reader: Reader, person: string): Promise<string[]> => {
  const rows = await invitations(reader)
    .find({ network: reader.network, person }, { projection: { _id: 1 } })
    .toArray();
  return rows.map(({ _id }) => _id);
};

/** Notes that somebody wants no more letters about a survey. */
export const silenceInvitation = async (tx: Tx, { _id }: InvitationRow): Promise<void> => {
  await invitations(tx).updateOne({ _id, network: tx.network }, { $set: { silent: true } });
};

/** Hands an invitation to another person, with what held for either of the two. */
export const handInvitation = async (
  tx: Tx,
  { _id }: InvitationRow,
  person: string,
  held: Pick<InvitationRow, 'silent' | 'replaced'>,
): Promise<void> => {
  const change = { person, ...held };
  await invitations(tx).updateOne({ _id, network: tx.network }, { $set: change });
};

export const deleteInvitation = async (tx: Tx, { _id }: InvitationRow): Promise<void> => {
  await invitations(tx).deleteOne({ _id, network: tx.network });
};

/** Notes that a ballot was replaced for an invitation. */
export const noteReplaced = async (tx: Tx, { _id }: InvitationRow): Promise<void> => {
  await invitations(tx).updateOne({ _id, network: tx.network }, { $set: { replaced: true } });
};

/** Which of these invitations, of whichever networks, are there. */
export const invitationsThereInAllNetworks = async (
  reader: Pick<Reader, 'db'>,
  ids: readonly string[],
): Promise<Set<string>> => {
  const rows = await invitations(reader)
    .find({ _id: { $in: [...ids] } }, { projection: { _id: 1 } })
    .toArray();
  return new Set(rows.map(({ _id }) => _id));
};

const ofBefore = rowsIn({ name, schema: InvitationRow.extend({ ballot: z.string() }) });

/** Some of the invitations on which it stands that they had their ballot, as it did before marks were apart. */
export const someMarkedInAllNetworks = (reader: Pick<Reader, 'db'>, limit: number) =>
  ofBefore(reader)
    .find({ ballot: { $exists: true } })
    .limit(limit)
    .toArray();

export const clearMarksInAllNetworks = async (
  reader: Pick<Reader, 'db'>,
  ids: readonly string[],
): Promise<void> => {
  await ofBefore(reader).updateMany({ _id: { $in: [...ids] } }, { $unset: { ballot: '' } });
};
