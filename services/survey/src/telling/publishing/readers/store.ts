import { PublicationAudience } from '@skein/contracts';
import { type CollectionDeclaration, holdsNobody, newId, type Tx } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';
import type { InvitationRow } from '../../../asking/invitations/store.ts';
import type { UsedLinkRow } from '../../../taking/responses/store.ts';
import { membersAfter } from '../../../voting/rounds/electorate.ts';
import type { PublicationRow } from '../store.ts';

/** Telling the audience of published results by letter, as long as it is under way. */
export const ResultLettersRow = z.object({
  _id: z.string(),
  network: z.string(),
  version: z.int(),
  publication: z.string(),
  survey: z.string(),
  audience: PublicationAudience,
  /** The last who was told; from there it goes on. */
  cursor: z.string().optional(),
});
export type ResultLettersRow = z.infer<typeof ResultLettersRow>;

export const resultLetterCollections: CollectionDeclaration[] = [
  {
    name: 'result_letters',
    schema: ResultLettersRow,
    indexes: [{ key: { network: 1, publication: 1 }, unique: true }],
    people: holdsNobody('how far the letters on published results have got; gone when all are told'),
  },
];

const resultLetters = (db: Db) => db.collection<ResultLettersRow>('result_letters');

/** Notes, with the publication, that its audience is to be told. */
export const tellReaders = async (
  tx: Tx,
  { _id: publication, network, survey, audience }: PublicationRow,
): Promise<void> => {
  const row = { _id: newId(), network, version: 0, publication, survey, audience };
  await resultLetters(tx.db).insertOne(row, { session: tx.session });
};

export const endTelling = async (
  tx: Tx,
  { _id: publication, network }: Pick<PublicationRow, '_id' | 'network'>,
): Promise<void> => {
  await resultLetters(tx.db).deleteOne({ network, publication }, { session: tx.session });
};

export const underWay = (db: Db, limit: number): Promise<ResultLettersRow[]> =>
  resultLetters(db).find().sort({ _id: 1 }).limit(limit).toArray();

export const findTelling = (tx: Tx, { _id, network }: ResultLettersRow): Promise<ResultLettersRow | null> =>
  resultLetters(tx.db).findOne({ _id, network }, { session: tx.session });

export const moveOn = async (tx: Tx, row: ResultLettersRow): Promise<void> => {
  await resultLetters(tx.db).replaceOne({ _id: row._id, network: row.network }, row, { session: tx.session });
};

interface Some {
  readonly people: string[];
  /** Where to go on; absent after the last. */
  readonly last: string | undefined;
}

const respondentsAfter = async (
  { db, session }: Pick<Tx, 'db' | 'session'>,
  { network, survey, cursor = '' }: ResultLettersRow,
  limit: number,
): Promise<Some> => {
  const invited = await db
    .collection<InvitationRow>('invitations')
    .find({ network, survey, person: { $gt: cursor } }, { session })
    .sort({ person: 1 })
    .limit(limit)
    .toArray();
  const ids = invited.map(({ _id }) => _id);
  const used = await db
    .collection<UsedLinkRow>('used_links')
    .find({ network, _id: { $in: ids } }, { session, projection: { _id: 1 } })
    .toArray();
  const answered = new Set(used.map(({ _id }) => _id));
  return {
    people: invited.filter(({ _id }) => answered.has(_id)).map(({ person }) => person),
    last: invited.at(-1)?.person,
  };
};

/** The next people of the audience after those who were told, in the order of their ids. */
export const readersAfter = async (tx: Tx, row: ResultLettersRow, limit: number): Promise<Some> => {
  const { network, audience, cursor } = row;
  if (audience.kind === 'respondents') return respondentsAfter(tx, row, limit);
  const electorate = audience.kind === 'community' ? audience : ({ kind: 'network' } as const);
  const people = await membersAfter(tx.db, network, electorate, { cursor, limit }, tx.session);
  return { people, last: people.at(-1) };
};

/** Who of these people may read what was published for this audience now. */
export const readersAmong = async (
  db: Db,
  { network, survey, audience }: PublicationRow,
  people: readonly string[],
): Promise<string[]> => {
  const among = { $in: [...people] };
  if (audience.kind === 'community') {
    const filter = {
      network,
      community: audience.community,
      person: among,
      role: { $in: ['facilitator', 'core', 'member'] },
    };
    return db.collection('known_memberships').distinct('person', filter);
  }
  if (audience.kind === 'respondents') {
    const invited = await db
      .collection<InvitationRow>('invitations')
      .find({ network, survey, person: among })
      .toArray();
    const used = await db
      .collection<UsedLinkRow>('used_links')
      .distinct('_id', { network, _id: { $in: invited.map(({ _id }) => _id) } });
    const answered = new Set(used);
    return invited.filter(({ _id }) => answered.has(_id)).map(({ person }) => person);
  }
  return [...people];
};
