import type { Electorate } from '@skein/contracts';
import type { KnownMembership } from '@skein/known';
import type { ClientSession, Db } from 'mongodb';

const takingPart = ['facilitator', 'core', 'member'] as const;

interface After {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Members of an electorate as known now, guests left out, in the order of their ids. */
export const membersAfter = async (
  db: Db,
  network: string,
  electorate: Electorate,
  { cursor = '', limit }: After,
  session?: ClientSession,
): Promise<string[]> => {
  const options = session ? { session } : {};
  if (electorate.kind === 'community') {
    const { community } = electorate;
    const filter = { network, community, role: { $in: [...takingPart] }, person: { $gt: cursor } };
    const rows = await db
      .collection<KnownMembership>('known_memberships')
      .find(filter, { ...options, projection: { person: 1 } })
      .sort({ person: 1 })
      .limit(limit)
      .toArray();
    return rows.map(({ person }) => person);
  }
  const rows = await db
    .collection<{ _id: string; network: string }>('known_people')
    .find({ network, _id: { $gt: cursor } }, { ...options, projection: { _id: 1 } })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray();
  return rows.map(({ _id }) => _id);
};

/** Whether somebody belongs to an electorate now, and so may propose. */
export const belongsTo = async (
  db: Db,
  network: string,
  electorate: Electorate,
  person: string,
): Promise<boolean> => {
  if (electorate.kind === 'network') {
    const known = db.collection<{ _id: string; network: string }>('known_people');
    return (await known.countDocuments({ _id: person, network })) === 1;
  }
  const _id = `${person}.${electorate.community}`;
  const role = { $in: [...takingPart] };
  return (
    (await db.collection<KnownMembership>('known_memberships').countDocuments({ _id, network, role })) === 1
  );
};
