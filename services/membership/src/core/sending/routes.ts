import { isRefusal, may, refuse, sendingContract } from '@skein/contracts';
import {
  countUse,
  type Implementation,
  missing,
  newId,
  read,
  type ServiceContext,
  toEdit,
  write,
} from '@skein/service-kit';
import { decidersFor } from '../audiences/deciders.ts';
import { askToSend, settle } from './decide.ts';
import {
  findSendingRequest,
  openOf,
  pageOfSendingRequests,
  presentSendingRequest,
  putSendingRequest,
} from './store.ts';

const mostInADay = 5;

export const sendingRoutes = ({ db }: ServiceContext): Implementation[] => [
  write(sendingContract.routes.askToSend, async ({ network, body, actor, now, tx }) => {
    const sender = actor?.person ?? '';
    const limited = await countUse(db, 'sending-requests', `${network} ${sender}`, mostInADay, 24 * 3600);
    if (limited) return limited;
    if (await openOf(tx, sender))
      return refuse('already-exists', 'You have asked already; the hosts will answer.');
    const row = askToSend(body, { network, sender, now, _id: newId() });
    await putSendingRequest(tx, row);
    const { _id: request, version, letters } = row;
    const data = { request, sender, letters, deciders: await decidersFor(tx, now) };
    tx.record(sendingContract.events.sendingAsked, { network, subject: request, version, data });
    tx.concerned.add(sender);
    return presentSendingRequest(row);
  }),

  read(sendingContract.routes.listSendingRequests, async ({ actor, query, reader }) => {
    const sender = may(actor, 'sending.grant') ? undefined : (actor?.person ?? '');
    return pageOfSendingRequests(reader, { sender, status: query.status }, query);
  }),

  write(sendingContract.routes.settleSendingRequest, async (call) => {
    const { network, params, body, actor, ifMatch, now, tx } = call;
    const found = await findSendingRequest(tx, params.id);
    const before = toEdit(found, ifMatch, missing('request to send letters', params.id));
    if (isRefusal(before)) return before;
    const row = settle(before, body, actor?.person ?? '', now);
    if (isRefusal(row)) return row;
    await putSendingRequest(tx, row);
    const { _id: request, sender, version } = row;
    const data = { request, sender, status: body.status };
    tx.record(sendingContract.events.sendingSettled, { network, subject: request, version, data });
    tx.concerned.add(sender);
    return presentSendingRequest(row);
  }),
];
