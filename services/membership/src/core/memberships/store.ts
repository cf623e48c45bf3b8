import { type CommunityRole, communitiesContract, type MembershipLine } from '@skein/contracts';
import {
  declareCollection,
  holds,
  type Merging,
  type Order,
  type Paging,
  type Reader,
  readPage,
  rowsIn,
  type Tx,
} from '@skein/service-kit';
import { notePlaces } from '../people/listing-store.ts';
import { higherPlace } from './merge.ts';
import { MembershipRow } from './row.ts';

/** Moves a place to the person who is kept, and tells the other services, who know places by these events. */
const mergePlaces = async (tx: Tx, row: MembershipRow, { kept }: Merging): Promise<void> => {
  const { network, community } = row;
  const _id = `${kept}.${community}`;
  const before = await memberships(tx).findOne({ _id, network });
  const joined = before ? higherPlace(before, row) : { ...row, _id, person: kept, version: 0 };
  const after = { ...joined, version: joined.version + 1 };
  await memberships(tx).deleteOne({ _id: row._id, network });
  await putMembership(tx, after);
  const { version, role } = after;
  if (role) {
    const data = { person: kept, community, role, welcome: false };
    tx.record(communitiesContract.events.membershipStarted, { network, subject: _id, version, data });
  }
};

/** Takes a place away; who facilitated may have been the last one to, which others look after. */
const erasePlace = async (tx: Tx, { _id, community, role }: MembershipRow): Promise<void> => {
  const { network, now } = tx;
  await memberships(tx).deleteOne({ _id, network });
  if (role !== 'facilitator') return;
  const about = { network, subject: community, version: now.getTime() };
  tx.record(communitiesContract.events.facilitatorGone, { ...about, data: { community } });
};

export const membershipsCollection = declareCollection({
  name: 'memberships',
  schema: MembershipRow,
  grows: 'one for each person and community, those who left too',
  indexes: [
    { key: { network: 1, community: 1, role: 1 } }, // So that who belongs where is answered without a look at the rows.
    { key: { network: 1, person: 1, community: 1, role: 1 }, name: 'overlap' },
    { key: { network: 1, community: 1, since: -1 } },
  ],
  people: holds<MembershipRow>({
    title: 'Your places in communities, and those you left',
    at: ['person'],
    show: ({ community, role, since }) => ({ community, role: role ?? 'left', since }),
    erase: { does: 'itself', erase: erasePlace },
    merge: { does: 'itself', merge: mergePlaces },
  }),
});

const memberships = rowsIn(membershipsCollection);
const current = { role: { $exists: true } };
const order: Order = [['_id', 1]];

/** The current memberships of these people. */
export const membershipsOf = (reader: Reader, people: readonly string[]): Promise<MembershipRow[]> =>
  memberships(reader)
    .find({ network: reader.network, person: { $in: [...people] }, ...current })
    .toArray();

/** A place in a community, current or left. */
export const findMembership = (tx: Tx, person: string, community: string): Promise<MembershipRow | null> =>
  memberships(tx).findOne({ _id: `${person}.${community}`, network: tx.network });

/** All places that these people have or had. */
export const placesOf = (reader: Reader, people: readonly string[]): Promise<MembershipRow[]> =>
  memberships(reader)
    .find({ network: reader.network, person: { $in: [...people] } })
    .toArray();

/** Places by their ids, current or left. */
export const findPlaces = (reader: Reader, ids: readonly string[]): Promise<MembershipRow[]> =>
  memberships(reader)
    .find({ network: reader.network, _id: { $in: [...ids] } })
    .toArray();

/** One page of the members of a community, of one role or of all. */
export const pageOfMembers = (
  reader: Reader,
  { community, role }: { readonly community: string; readonly role?: CommunityRole | undefined },
  query: Paging,
) => {
  const filter = { network: reader.network, community, ...(role ? { role } : current) };
  return readPage(memberships(reader), filter, order, query, presentMembership);
};

const mostLately = 200;

/** Who came into a community from then on and is in it, the latest first. */
export const enteredSince = (
  reader: Reader,
  community: string,
  from: Date,
): Promise<Pick<MembershipRow, 'person' | 'since'>[]> =>
  memberships(reader)
    .find({ network: reader.network, community, ...current, since: { $gte: from } })
    .project<Pick<MembershipRow, 'person' | 'since'>>({ person: 1, since: 1 })
    .sort({ since: -1 })
    .limit(mostLately)
    .toArray();

/** The next current places after one, of a community or of all, in the order of their ids. */
export const placesAfter = (
  reader: Reader,
  community: string | undefined,
  { after = '', limit }: Paging,
): Promise<MembershipRow[]> =>
  memberships(reader)
    .find({ network: reader.network, ...(community && { community }), ...current, _id: { $gt: after } })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray();

/** The next people in a community after one, in the order of their ids. */
export const membersAfter = async (
  reader: Reader,
  community: string,
  { after = '', limit }: Paging,
): Promise<string[]> => {
  const rows = await memberships(reader)
    .find(
      { network: reader.network, community, ...current, person: { $gt: after } },
      { projection: { person: 1 } },
    )
    .sort({ person: 1 })
    .limit(limit)
    .toArray();
  return rows.map(({ person }) => person);
};

/** Those with one of these roles in a community, or in any, after a person; whoever has it in several is one. */
export const inRolesAfter = async (
  reader: Reader,
  { roles, community }: { readonly roles: readonly CommunityRole[]; readonly community?: string | undefined },
  { after = '', limit }: Paging,
): Promise<string[]> => {
  const found = new Set<string>();
  const { network } = reader;
  const filter = {
    network,
    person: { $gt: after },
    role: { $in: [...roles] },
    ...(community && { community }),
  };
  const rows = memberships(reader)
    .find(filter, { projection: { _id: 0, person: 1 } })
    .sort({ person: 1 })
    .hint('overlap');
  for await (const { person } of rows) {
    found.add(person);
    if (found.size === limit) break;
  }
  return [...found];
};

export const facilitatorsOf = (tx: Tx, community: string): Promise<MembershipRow[]> =>
  memberships(tx).find({ network: tx.network, community, role: 'facilitator' }).toArray();

export const insertMemberships = async (tx: Tx, rows: readonly MembershipRow[]): Promise<void> => {
  if (rows.length) await memberships(tx).insertMany([...rows]);
  await notePlaces(tx, rows);
};

export const putMembership = async (tx: Tx, row: MembershipRow): Promise<void> => {
  await memberships(tx).replaceOne({ _id: row._id, network: row.network }, row, {
    upsert: true,
  });
  await notePlaces(tx, [row]);
};

/** Takes away all places of people who are no longer there. */
export const removePlacesOf = async (tx: Tx, people: readonly string[]): Promise<void> => {
  await memberships(tx).deleteMany({ network: tx.network, person: { $in: [...people] } });
};

/** A current membership as the API shows it. */
export const presentMembership = (row: MembershipRow): MembershipLine => {
  const { person, community, version, role = 'member', since } = row;
  return { person, community, version, role, since: since.toISOString() };
};

/** How many joined a community in a span of time and still belong to it. */
export const countBelonging = (reader: Reader, from: Date, until: Date): Promise<number> =>
  memberships(reader).countDocuments({
    network: reader.network,
    role: { $exists: true },
    since: { $gte: from, $lt: until },
  });
