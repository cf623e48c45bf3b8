import { erasureRoutes as contract, isRefusal, refuse } from '@skein/contracts';
import {
  after,
  type Implementation,
  type Order,
  ofOtherNetwork,
  read,
  readPage,
  type ServiceContext,
  verifyLink,
  write,
} from '@skein/service-kit';
import { confirmErasure } from './decide.ts';
import { erasureRequests, findErasure, presentErasure, putErasure } from './store.ts';

const order: Order = [['_id', 1]];

export const erasureRoutes = ({ db, keys }: ServiceContext): Implementation[] => [
  read(contract.listErasureRequests, async ({ network, query }) => {
    const page = after(query.after, order);
    if (isRefusal(page)) return page;
    const filter = { network, ...(query.status && { status: query.status }) };
    const find = erasureRequests(db).find({ $and: [filter, page as never] });
    return readPage(find, order, query.limit, presentErasure);
  }),

  write(contract.confirmErasure, async ({ network, body, now, tx }) => {
    const link = await verifyLink(keys, 'membership', 'confirm-erasure', body.token);
    if (isRefusal(link)) return link;
    if (link.claims.net !== network) return ofOtherNetwork();
    const before = await findErasure(tx, link.claims.net, link.claims.sub);
    if (!before) return refuse('expired-token', 'This wish is no longer kept; ask again.');
    const row = confirmErasure(before, now);
    tx.concerned.add(row._id).add(row.person);
    if (row !== before) await putErasure(tx, row);
    return { id: row._id, status: row.status };
  }),
];
