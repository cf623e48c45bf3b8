import { organisationsContract } from '@skein/contracts';
import { newId, type Tx } from '@skein/service-kit';
import { normalised } from '../directory/words.ts';
import { addOrganisation } from './decide.ts';
import {
  findByKeys,
  insertOrganisations,
  type OrganisationRow,
  organisations,
  organisationsById,
} from './store.ts';

interface Employed {
  readonly organisation?: string | undefined;
  readonly organisationId?: string | undefined;
}

/** Writes new organisations with their events. */
export const writeOrganisations = async (tx: Tx, rows: readonly OrganisationRow[]): Promise<void> => {
  await insertOrganisations(tx, rows);
  for (const { _id: subject, network, version } of rows) {
    const data = { organisation: subject };
    tx.record(organisationsContract.events.organisationAdded, { network, subject, version, data });
  }
};

/**
 * Leads people's organisations to entities: an id to the one it stands for now, a name to the one that is known by it,
 * or to a new one.
 */
export const withOrganisations = async <T extends Employed>(
  tx: Tx,
  network: string,
  people: readonly T[],
): Promise<(T & Employed)[]> => {
  const ids = people.flatMap(({ organisationId }) => organisationId ?? []);
  const byId = await organisationsById(tx.db, network, ids, tx.session);
  const names = people.flatMap(({ organisation, organisationId }) =>
    organisationId ? [] : (organisation ?? []),
  );
  const known = names.length ? await findByKeys(tx.db, network, names.map(normalised), tx.session) : [];
  const byKey = new Map(known.flatMap((row) => row.keys.map((key) => [key, row])));
  const added: OrganisationRow[] = [];
  for (const name of names) {
    const key = normalised(name);
    if (byKey.has(key)) continue;
    const row = addOrganisation({ name }, network, newId());
    added.push(row);
    byKey.set(key, row);
  }
  await writeOrganisations(tx, added);
  return people.map((person) => {
    const { organisation, organisationId } = person;
    const row = organisationId ? byId.get(organisationId) : byKey.get(normalised(organisation ?? ''));
    return row && (organisationId || organisation)
      ? { ...person, organisationId: row._id, organisation: row.name }
      : person;
  });
};

/**
 * Takes an organisation away that nobody is at any more, and that nobody but who typed its name has ever said anything
 * of: it may be a person's own name, or lead to them.
 */
export const dropUnnamed = async (tx: Tx, network: string, id: string): Promise<void> => {
  const { db, session } = tx;
  const employed = { network, organisationId: id };
  if (await db.collection('people').findOne(employed, { session, projection: { _id: 1 } })) return;
  const untouched = { _id: id, network, version: 1 };
  const { deletedCount } = await organisations(db).deleteOne(untouched, { session });
  if (deletedCount === 0) return;
  const data = { organisation: id };
  tx.record(organisationsContract.events.organisationRemoved, { network, subject: id, version: 2, data });
};
