import { isRefusal, rectificationContract } from '@skein/contracts';
import {
  countUse,
  type Implementation,
  missing,
  newId,
  type Order,
  read,
  readPage,
  type ServiceContext,
  toEdit,
  unknownReference,
  write,
} from '@skein/service-kit';
import { findPerson } from '../../core/people/store.ts';
import { askFor, settle } from './decide.ts';
import { findRectification, presentRectification, putRectification, rectifications } from './store.ts';

const order: Order = [['_id', 1]];
const mostInADay = 20;

export const rectificationRoutes = ({ db }: ServiceContext): Implementation[] => [
  write(rectificationContract.routes.askForRectification, async ({ network, body, now, deny, tx }) => {
    const { person, what } = body;
    const denied = deny('people.edit', { person });
    if (denied) return denied;
    if (!(await findPerson(db, network, person, tx.session)))
      return unknownReference('person', 'member', person);
    const limited = await countUse(db, 'rectification', `${network} ${person}`, mostInADay, 24 * 3600);
    if (limited) return limited;
    const row = askFor(what, { network, person, now, _id: newId() });
    await putRectification(tx, row);
    const data = { request: row._id, person };
    tx.record(rectificationContract.events.rectificationAsked, {
      network,
      subject: row._id,
      version: 1,
      data,
    });
    tx.concerned.add(person);
    return presentRectification(row);
  }),

  read(rectificationContract.routes.listRectifications, async ({ network, query, deny }) => {
    const { person, status } = query;
    const denied = deny('people.edit', { person });
    if (denied) return denied;
    const filter = { network, ...(person && { person }), ...(status && { status }) };
    return readPage(rectifications(db), filter, order, query, presentRectification);
  }),

  read(rectificationContract.routes.readRectification, async ({ network, params, deny }) => {
    const row = await findRectification(db, network, params.id);
    if (!row) return missing('request to put something right', params.id);
    return deny('people.edit', { person: row.person }) ?? presentRectification(row);
  }),

  write(
    rectificationContract.routes.settleRectification,
    async ({ network, params, body, actor, ifMatch, now, tx }) => {
      const found = await findRectification(db, network, params.id, tx.session);
      const before = toEdit(found, ifMatch, missing('request to put something right', params.id));
      if (isRefusal(before)) return before;
      const row = settle(before, body, actor?.person ?? '', now);
      if (isRefusal(row)) return row;
      await putRectification(tx, row);
      const { _id: request, person, version } = row;
      const data = { request, person, status: body.status };
      tx.record(rectificationContract.events.rectificationSettled, {
        network,
        subject: request,
        version,
        data,
      });
      tx.concerned.add(person);
      return presentRectification(row);
    },
  ),
];
