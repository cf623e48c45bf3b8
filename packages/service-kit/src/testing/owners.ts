import { type Actor, type Right, type Route, rights } from '@skein/contracts';
import type { Db } from 'mongodb';
import { expect } from 'vitest';
import { newId } from '../ids.ts';
import { type Ground, type Prepared, send } from './rights-calls.ts';
import { changesBetween, snapshotOf } from './snapshot.ts';

interface Row {
  readonly _id: string;
  readonly community?: string | null;
  readonly [field: string]: unknown;
}

// What a service says or keeps of others' records, rather than has itself.
const elsewhere = /^(known_|outbox|directory_outbox|inbox|audit|idempotency|leases|attempts|limits|system\.)/;

/** By these a record hangs on another of its service, and is whose that is. */
const hangsOn = ['survey', 'vote', 'meeting', 'workstream', 'instrument'] as const;

const anId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Every id in a value, at any depth. */
const idsAmong = (value: unknown): string[] => [...new Set((JSON.stringify(value) ?? '').match(anId))];

const ownerOrParent = (collection: string, row: Row): { owner?: string; parents?: string[] } => {
  if (collection === 'communities') return { owner: row._id };
  if (row.community) return { owner: row.community };
  return { parents: hangsOn.map((field) => row[field]).filter((id) => typeof id === 'string') };
};

/** Which communities the records with these ids are of, as the service's rows say. */
const ownersOf = async (db: Db, network: string, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return [];
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  const found = await Promise.all(
    collections
      .filter(({ name }) => !elsewhere.test(name))
      .map(async ({ name }) => {
        const rows = await db
          .collection<Row>(name)
          .find({ _id: { $in: [...ids] }, network })
          .toArray();
        return rows.map((row) => ownerOrParent(name, row));
      }),
  );
  const owners = found.flat().flatMap(({ owner = [] }) => owner);
  const parents = found.flat().flatMap(({ parents: some = [] }) => some);
  const onward = parents.filter((id) => !ids.includes(id));
  return [...owners, ...(await ownersOf(db, network, onward))];
};

/** Whether any of these ids is the community of the ground, or of something that is the community's. */
const isTheirs = async ({ db, network, community }: Ground, ids: readonly string[]): Promise<boolean> =>
  ids.includes(community) || (await ownersOf(db, network, ids)).includes(community);

/** Those who run another community: what is of this one is not theirs, whatever they send. */
const neighbours = (ground: Ground, { by }: Prepared): { name: string; actor: Actor }[] =>
  (['facilitator', 'core'] as const).map((role) => ({
    name: `${role} of another community`,
    actor: {
      person: by ?? newId(),
      network: ground.network,
      roles: [],
      communities: { [ground.neighbour]: role },
    },
  }));

/** Whether the right is had by what somebody is in a community, rather than by who they are. */
export const isOfCommunities = (right: Right, { target, by }: Prepared): boolean => {
  const rule = rights[right];
  if (typeof rule === 'string' || !('community' in rule)) return false;
  return target === 'anywhere' || target.person === undefined || target.person !== by;
};

const expectNotReached = async (ground: Ground, route: Route, prepared: Prepared): Promise<void> => {
  const before = await snapshotOf(ground.db, ground.network);
  for (const { name, actor } of neighbours(ground, prepared)) {
    const { status } = await send(ground, route, prepared, actor);
    expect({ name, status }).toEqual({ name, status: 403 });
  }
  expect(changesBetween(before, await snapshotOf(ground.db, ground.network))).toEqual([]);
};

/** What is a community's is not taken along into something of another community either. */
const expectNotTaken = async (ground: Ground, route: Route, prepared: Prepared): Promise<void> => {
  const { body } = prepared;
  if (typeof body !== 'object' || body === null || !('community' in body)) return;
  const { community: _, ...rest } = body;
  if (!(await isTheirs(ground, idsAmong(rest)))) return;
  for (const { name, actor } of neighbours(ground, prepared)) {
    const asOwn = { ...prepared, body: { ...rest, community: ground.neighbour } };
    const { status } = await send(ground, route, asOwn, actor);
    expect({ name, refused: [400, 403, 422].includes(status) }).toEqual({ name, refused: true });
  }
};

/**
 * Looks up in the rows whose the addressed record is, whatever the fixture says, and has those who run another community
 * send the same request, which is valid in all else.
 */
export const expectTheirs = async (ground: Ground, route: Route, prepared: Prepared): Promise<void> => {
  const { params, query, body, target } = prepared;
  const addressed = idsAmong([params, query]);
  if (await isTheirs(ground, addressed)) await expectNotReached(ground, route, prepared);
  else if (addressed.length && target !== 'anywhere' && !target.person && !idsAmong(body).length) {
    // Whose it is must be seen from the rows: else nothing is looked at.
    expect({ addressed, of: target.community }).toEqual({ addressed, of: undefined });
  }
  await expectNotTaken(ground, route, prepared);
};
