import { erasureContract, isRefusal, refuse } from '@skein/contracts';
import {
  type Implementation,
  missing,
  newId,
  type Order,
  ofOtherNetwork,
  read,
  readPage,
  type ServiceContext,
  unknownReference,
  verifyLink,
  write,
} from '@skein/service-kit';
import { lastAdmin } from '../../core/people/decide.ts';
import { findPerson, lockAdmins } from '../../core/people/store.ts';
import { askedInWriting, confirmErasure, notes } from './decide.ts';
import {
  erasureRequests,
  findErasure,
  findErasureOf,
  presentErasure,
  presentReceipt,
  putErasure,
} from './store.ts';

const order: Order = [['_id', 1]];

export const erasureRoutes = ({ db, keys }: ServiceContext): Implementation[] => [
  read(erasureContract.routes.listErasureRequests, async ({ network, query }) => {
    const filter = { network, ...(query.status && { status: query.status }) };
    return readPage(erasureRequests(db), filter, order, query, presentErasure);
  }),

  read(erasureContract.routes.readErasure, async ({ network, params }) => {
    const row = await erasureRequests(db).findOne({ _id: params.id, network });
    return row ? presentReceipt(row, notes) : missing('request for erasure', params.id);
  }),

  write(erasureContract.routes.requestErasure, async ({ network, body, now, tx }) => {
    const person = await findPerson(db, network, body.person, tx.session);
    if (!person) return unknownReference('person', 'member', body.person);
    const last = lastAdmin(person._id, await lockAdmins(tx, network));
    if (last) return last;
    const before = await findErasureOf(db, network, person._id, tx.session);
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
    const before = await findErasure(tx, link.claims.net, link.claims.sub);
    if (!before) return refuse('expired-token', 'This wish is no longer kept; ask again.');
    const row = confirmErasure(before, now);
    tx.concerned.add(row._id).add(row.person);
    const person = row === before ? null : await findPerson(db, network, row.person, tx.session);
    const last = person && lastAdmin(person._id, await lockAdmins(tx, network));
    if (last) return last;
    if (row !== before) await putErasure(tx, row);
    return { id: row._id, status: row.status };
  }),
];
