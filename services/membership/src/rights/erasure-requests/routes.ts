import { erasureContract, isRefusal, refuse } from '@skein/contracts';
import {
  type Implementation,
  missing,
  newId,
  ofOtherNetwork,
  publicUrlOf,
  read,
  type ServiceContext,
  unknownReference,
  verifyLink,
  write,
} from '@skein/service-kit';
import { findErasure, findErasureOf, pageOfErasures, putErasure } from '../../core/erasure-list/store.ts';
import { lastAdmin } from '../../core/people/decide.ts';
import { findPerson, lockAdmins } from '../../core/people/store.ts';
import { askedInWriting, confirmErasure, notesOn } from './decide.ts';
import { presentErasure, presentReceipt } from './present.ts';

export const erasureRoutes = ({ keys, config }: ServiceContext): Implementation[] => [
  read(erasureContract.routes.listErasureRequests, async ({ query, reader }) => {
    const found = await pageOfErasures(reader, query.status, query);
    return isRefusal(found) ? found : { ...found, items: found.items.map(presentErasure) };
  }),

  read(erasureContract.routes.readErasure, async ({ params, reader }) => {
    const row = await findErasure(reader, params.id);
    return row
      ? presentReceipt(row, notesOn(row), publicUrlOf(config, row.network))
      : missing('request for erasure', params.id);
  }),

  write(erasureContract.routes.requestErasure, async ({ network, body, now, tx }) => {
    const person = await findPerson(tx, body.person);
    if (!person) return unknownReference('person', 'member', body.person);
    const last = lastAdmin(person._id, await lockAdmins(tx));
    if (last) return last;
    const before = await findErasureOf(tx, person._id);
    const row = askedInWriting(before, { network, person: person._id }, now, newId());
    if (isRefusal(row)) return row;
    await putErasure(tx, row);
    tx.concerned.add(person._id);
    return presentErasure(row);
  }),

  write(erasureContract.routes.confirmErasure, async ({ network, body, now, tx }) => {
    const link = await verifyLink(keys, 'membership', 'confirm-erasure', body.token);
    if (isRefusal(link)) return link;
    if (link.claims.net !== network) return ofOtherNetwork();
    const before = await findErasure(tx, link.claims.sub);
    if (!before) return refuse('expired-token', 'This wish is no longer kept; ask again.');
    const row = confirmErasure(before, now);
    tx.concerned.add(row._id).add(row.person);
    const person = row === before ? null : await findPerson(tx, row.person);
    const last = person && lastAdmin(person._id, await lockAdmins(tx));
    if (last) return last;
    if (row !== before) await putErasure(tx, row);
    return { id: row._id, status: row.status };
  }),
];
