import { isRefusal, organisationsContract, type Refusal, refuse } from '@skein/contracts';
import { normalised, wordsIn } from '@skein/contracts/words';
import {
  type Implementation,
  missing,
  newId,
  read,
  type Tx,
  toEdit,
  unknownReference,
  write,
} from '@skein/service-kit';
import { addOrganisation, editOrganisation, mergeOrganisations } from './decide.ts';
import { writeOrganisations } from './resolve.ts';
import type { OrganisationRow } from './row.ts';
import {
  findByKeys,
  findOrganisation,
  follow,
  organisationsById,
  pageOfOrganisations,
  presentOrganisation,
  replaceOrganisation,
} from './store.ts';

/** Whether one of the names leads to another organisation already. */
const takenName = async (tx: Tx, row: OrganisationRow): Promise<Refusal | undefined> => {
  const others = (await findByKeys(tx, row.keys)).filter(({ _id }) => _id !== row._id);
  const fields = [row.name, ...row.aliases].flatMap((name, index): [string, string][] => {
    const other = others.find(({ keys }) => keys.includes(normalised(name)));
    return other ? [[index === 0 ? 'name' : `aliases.${index - 1}`, `leads to ${other.name}`]] : [];
  });
  return fields.length
    ? refuse('already-exists', 'Another organisation has this name.', ...fields)
    : undefined;
};

const put = async (tx: Tx, row: OrganisationRow, fields: string[]): Promise<void> => {
  await replaceOrganisation(tx, row);
  const { _id: subject, network, version } = row;
  const data = { organisation: subject, fields };
  tx.record(organisationsContract.events.organisationChanged, { network, subject, version, data });
};

export const organisationRoutes = (): Implementation[] => [
  read(organisationsContract.routes.listOrganisations, async ({ query, reader }) => {
    const { kind, region, text = '' } = query;
    return pageOfOrganisations(reader, { kind, region, words: wordsIn(text) }, query);
  }),

  read(organisationsContract.routes.readOrganisation, async ({ params, reader }) => {
    const row = (await organisationsById(reader, [params.id])).get(params.id);
    return row ? presentOrganisation(row) : missing('organisation', params.id);
  }),

  write(organisationsContract.routes.addOrganisation, async ({ network, body, tx }) => {
    const row = addOrganisation(body, network, newId());
    const taken = await takenName(tx, row);
    if (taken) return taken;
    await writeOrganisations(tx, [row]);
    return presentOrganisation(row);
  }),

  write(organisationsContract.routes.editOrganisation, async ({ params, body, ifMatch, tx }) => {
    const found = await findOrganisation(tx, params.id);
    const before = toEdit(found, ifMatch, missing('organisation', params.id));
    if (isRefusal(before)) return before;
    const changed = editOrganisation(before, body);
    if (isRefusal(changed)) return changed;
    const taken = await takenName(tx, changed.row);
    if (taken) return taken;
    if (changed.fields.length) await put(tx, changed.row, changed.fields);
    return presentOrganisation(changed.row);
  }),

  write(organisationsContract.routes.mergeOrganisations, async ({ network, params, body, ifMatch, tx }) => {
    const found = await findOrganisation(tx, params.id);
    const before = toEdit(found, ifMatch, missing('organisation', params.id));
    if (isRefusal(before)) return before;
    const other = await findOrganisation(tx, body.other);
    if (!other) return unknownReference('other', 'organisation', body.other);
    const merged = mergeOrganisations(before, other);
    if (isRefusal(merged)) return merged;
    // First, since it gives its names free.
    await replaceOrganisation(tx, merged.other);
    await follow(tx, other._id, before._id);
    const data = { organisation: other._id, into: before._id };
    const { version } = merged.other;
    tx.record(organisationsContract.events.organisationMerged, {
      network,
      subject: other._id,
      version,
      data,
    });
    await put(tx, merged.kept, ['aliases']);
    return presentOrganisation(merged.kept);
  }),
];
