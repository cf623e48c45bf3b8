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
import {
  cancelErasure,
  findErasure,
  findErasureOf,
  pageOfErasures,
  putErasure,
} from '../../core/erasure-list/store.ts';
import { lastAdmin } from '../../core/people/decide.ts';
import { hasPower, outranked } from '../../core/people/power.ts';
import { findPerson, lockAdmins } from '../../core/people/store.ts';
import { undoableUntil } from '../addresses/store.ts';
import {
  agreeTo,
  askedInWriting,
  confirmErasure,
  notesOn,
  ownWait,
  refuseWithdrawing,
  toldOfWithdrawing,
} from './decide.ts';
import { presentConfirmed, presentErasure, presentReceipt } from './present.ts';
import { propose } from './record.ts';

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

  write(erasureContract.routes.requestErasure, async ({ network, body, actor, now, tx }) => {
    const person = await findPerson(tx, body.person);
    if (!person) return unknownReference('person', 'member', body.person);
    const refused = outranked(person, actor) ?? lastAdmin(person._id, await lockAdmins(tx));
    if (refused) return refused;
    const before = await findErasureOf(tx, person._id);
    const asked = { network, person: person._id, by: actor?.person ?? '', power: hasPower(person, now) };
    const row = askedInWriting(before, asked, now, newId());
    if (isRefusal(row)) return row;
    if (row.status === 'proposed') await propose(tx, row, person);
    else await putErasure(tx, row);
    tx.concerned.add(person._id);
    return presentErasure(row);
  }),

  write(erasureContract.routes.secondErasure, async ({ params, actor, now, tx }) => {
    const before = await findErasure(tx, params.id);
    if (!before) return missing('request for erasure', params.id);
    const person = await findPerson(tx, before.person);
    const refused = person && (outranked(person, actor) ?? lastAdmin(person._id, await lockAdmins(tx)));
    const row = refused ?? agreeTo(before, actor?.person ?? '', now);
    if (isRefusal(row)) return row;
    await putErasure(tx, row, [row.person]);
    tx.concerned.add(row.person);
    return presentErasure(row);
  }),

  write(erasureContract.routes.withdrawErasure, async ({ params, actor, deny, tx }) => {
    const row = await findErasure(tx, params.id);
    const denied = deny('people.edit', { person: row?.person });
    if (denied) return denied;
    if (!row) return missing('request for erasure', params.id);
    const refused = refuseWithdrawing(row, actor?.person === row.person);
    if (refused) return refused;
    await cancelErasure(tx, row, toldOfWithdrawing(row, actor?.person ?? ''));
    tx.concerned.add(row.person);
    return undefined;
  }),

  write(erasureContract.routes.confirmErasure, async ({ network, body, now, tx }) => {
    const link = await verifyLink(keys, 'membership', 'confirm-erasure', body.token);
    if (isRefusal(link)) return link;
    if (link.claims.net !== network) return ofOtherNetwork();
    const before = await findErasure(tx, link.claims.sub);
    if (!before) return refuse('expired-token', 'This wish is no longer kept; ask again.');
    const whose = await findPerson(tx, before.person);
    const undoable = await undoableUntil(tx, before.person, now);
    // Whoever took the address over is not to end the account before it can be had back.
    const wait = ownWait(whose !== null && hasPower(whose, now), undoable, now);
    const row = confirmErasure(before, now, wait);
    tx.concerned.add(row._id).add(row.person);
    const person = row === before ? null : whose;
    const last = person && lastAdmin(person._id, await lockAdmins(tx));
    if (last) return last;
    if (row !== before) await putErasure(tx, row);
    return presentConfirmed(row);
  }),
];
