import { isRefusal, may, refuse, sendingContract } from '@skein/contracts';
import { countUse, type Implementation, newId, read, type ServiceContext, write } from '@skein/service-kit';
import { putDecided, putWish } from '../wishes/record.ts';
import { askToSend, settle } from './decide.ts';
import type { SendingRequestRow } from './row.ts';
import { openOf, pageOfSendingRequests, presentSendingRequest, sendingWishes } from './store.ts';

const mostInADay = 5;

const kind = {
  called: 'request to send letters',
  whose: ({ sender }: SendingRequestRow) => sender,
  ...sendingWishes,
};

export const sendingRoutes = ({ db }: ServiceContext): Implementation[] => [
  write(sendingContract.routes.askToSend, async ({ network, body, actor, now, tx }) => {
    const sender = actor?.person ?? '';
    const limited = await countUse(db, 'sending-requests', `${network} ${sender}`, mostInADay, 24 * 3600);
    if (limited) return limited;
    if (await openOf(tx, sender))
      return refuse('already-exists', 'You have asked already; the hosts will answer.');
    const row = askToSend(body, { network, sender, now, _id: newId() });
    const { _id: request, version, letters } = row;
    await putWish(tx, row, kind, (deciders) =>
      tx.record(sendingContract.events.sendingAsked, {
        ...{ network, subject: request, version },
        data: { request, sender, letters, deciders },
      }),
    );
    return presentSendingRequest(row);
  }),

  read(sendingContract.routes.listSendingRequests, async ({ actor, query, reader }) => {
    const sender = may(actor, 'sending.grant') ? undefined : (actor?.person ?? '');
    return pageOfSendingRequests(reader, { sender, status: query.status }, query);
  }),

  write(sendingContract.routes.settleSendingRequest, async (call) => {
    const { network, body, now, tx } = call;
    const row = await putDecided(
      call,
      kind,
      (before, by) => settle(before, body, by, now),
      ({ _id: request, sender, version }) =>
        tx.record(sendingContract.events.sendingSettled, {
          ...{ network, subject: request, version },
          data: { request, sender, status: body.status },
        }),
    );
    return isRefusal(row) ? row : presentSendingRequest(row);
  }),
];
