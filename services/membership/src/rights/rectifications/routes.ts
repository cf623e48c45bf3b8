import { isRefusal, rectificationContract } from '@skein/contracts';
import {
  countUse,
  type Implementation,
  missing,
  newId,
  read,
  type ServiceContext,
  toEdit,
  unknownReference,
  write,
} from '@skein/service-kit';
import { decidersFor } from '../../core/audiences/deciders.ts';
import { findPerson } from '../../core/people/store.ts';
import { askFor, settle } from './decide.ts';
import { findRectification, pageOfRectifications, presentRectification, putRectification } from './store.ts';

const mostInADay = 20;

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
    await putRectification(tx, row);
    const data = { request: row._id, person, deciders: await decidersFor(tx, now) };
    tx.record(rectificationContract.events.rectificationAsked, {
      network,
      subject: row._id,
      version: 1,
      data,
    });
    tx.concerned.add(person);
    return presentRectification(row);
  }),

  read(rectificationContract.routes.listRectifications, async ({ query, deny, reader }) => {
    const { person, status } = query;
    const denied = deny('people.edit', { person });
    if (denied) return denied;
    return pageOfRectifications(reader, { person, status }, query);
  }),

  read(rectificationContract.routes.readRectification, async ({ params, deny, reader }) => {
    const row = await findRectification(reader, params.id);
    if (!row) return missing('request to put something right', params.id);
    return deny('people.edit', { person: row.person }) ?? presentRectification(row);
  }),

  write(
    rectificationContract.routes.settleRectification,
    async ({ network, params, body, actor, ifMatch, now, tx }) => {
      const found = await findRectification(tx, params.id);
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
