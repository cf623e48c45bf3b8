import { isRefusal, rectificationContract } from '@skein/contracts';
import {
  countUse,
  type Implementation,
  missing,
  newId,
  read,
  type ServiceContext,
  unknownReference,
  write,
} from '@skein/service-kit';
import { findPerson } from '../../core/people/store.ts';
import { putDecided, putWish } from '../../core/wishes/record.ts';
import { askFor, settle } from './decide.ts';
import type { RectificationRow } from './row.ts';
import { pageOfRectifications, presentRectification, rectifications } from './store.ts';

const mostInADay = 20;

const kind = {
  called: 'request to put something right',
  whose: ({ person }: RectificationRow) => person,
  ...rectifications,
};

export const rectificationRoutes = ({ db }: ServiceContext): Implementation[] => [
  write(rectificationContract.routes.askForRectification, async ({ network, body, now, deny, tx }) => {
    const { person, what } = body;
    const denied = deny('people.edit', { person });
    if (denied) return denied;
    if (!(await findPerson(tx, person))) return unknownReference('person', 'member', person);
    // Counted whatever becomes of the request.
    const limited = await countUse(db, 'rectification', `${network} ${person}`, mostInADay, 24 * 3600);
    if (limited) return limited;
    const row = askFor(what, { network, person, now, _id: newId() });
    await putWish(tx, row, kind, (deciders) =>
      tx.record(rectificationContract.events.rectificationAsked, {
        ...{ network, subject: row._id, version: row.version },
        data: { request: row._id, person, deciders },
      }),
    );
    return presentRectification(row);
  }),

  read(rectificationContract.routes.listRectifications, async ({ query, deny, reader }) => {
    const { person, status } = query;
    const denied = deny('people.edit', { person });
    if (denied) return denied;
    return pageOfRectifications(reader, { person, status }, query);
  }),

  read(rectificationContract.routes.readRectification, async ({ params, deny, reader }) => {
    const row = await rectifications.find(reader, params.id);
    if (!row) return missing(kind.called, params.id);
    return deny('people.edit', { person: row.person }) ?? presentRectification(row);
  }),

  write(rectificationContract.routes.settleRectification, async (call) => {
    const { network, body, now, tx } = call;
    const row = await putDecided(
      call,
      kind,
      (before, by) => settle(before, body, by, now),
      ({ _id: request, person, version }) =>
        tx.record(rectificationContract.events.rectificationSettled, {
          ...{ network, subject: request, version },
          data: { request, person, status: body.status },
        }),
    );
    return isRefusal(row) ? row : presentRectification(row);
  }),
];
