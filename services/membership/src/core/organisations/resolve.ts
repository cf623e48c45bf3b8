import { organisationsContract, type Refusal } from '@skein/contracts';
import { normalised } from '@skein/contracts/words';
import { newId, type Tx, unknownReference } from '@skein/service-kit';
import { addOrganisation } from './decide.ts';
import type { OrganisationRow } from './row.ts';
import { findByKeys, insertOrganisations, organisationsById, removeUntouched } from './store.ts';

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
  people: readonly T[],
): Promise<(T & Employed)[]> => {
  const ids = people.flatMap(({ organisationId }) => organisationId ?? []);
  const byId = await organisationsById(tx, ids);
  const names = people.flatMap(({ organisation, organisationId }) =>
    organisationId ? [] : (organisation ?? []),
  );
  const known = names.length ? await findByKeys(tx, names.map(normalised)) : [];
  const byKey = new Map(known.flatMap((row) => row.keys.map((key) => [key, row])));
  const added: OrganisationRow[] = [];
  for (const name of names) {
    const key = normalised(name);
    if (byKey.has(key)) continue;
    const row = addOrganisation({ name }, tx.network, newId());
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

/** The refusal of an organisation that is not there, by the field that names it. */
export const unknownOrganisation = async (
  tx: Tx,
  named: readonly { field: string; id: string | null | undefined }[],
): Promise<Refusal | undefined> => {
  const ids = named.flatMap(({ id }) => id ?? []);
  const known = await organisationsById(tx, ids);
  const unknown = named.find(({ id }) => id && !known.has(id));
  return unknown && unknownReference(unknown.field, 'organisation', unknown.id ?? '');
};

/**
 * Takes an organisation away that nobody but who typed its name has ever said anything of: nobody is at it any more,
 * and it may be a person's own name, or lead to them.
 */
export const dropUnnamed = async (tx: Tx, id: string): Promise<void> => {
  if (!(await removeUntouched(tx, id))) return;
  const data = { organisation: id };
  tx.record(organisationsContract.events.organisationRemoved, {
    network: tx.network,
    subject: id,
    version: 2,
    data,
  });
};
