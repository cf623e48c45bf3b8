import { isRefusal, peopleContract, rectificationContract, refuse } from '@skein/contracts';
import { markDirectory } from '@skein/known';
import {
  countUse,
  handle,
  type Implementation,
  missing,
  newId,
  ofOtherNetwork,
  type ServiceContext,
  type Tx,
  transact,
  verifyLink,
  write,
} from '@skein/service-kit';
import { removeLinksTo, removeSessionsOf } from '../../access/sessions/store.ts';
import { findByEmail, findPerson, replacePerson } from '../../core/people/store.ts';
import { confirmingMs, refuseAsking, stillWanted } from './decide.ts';
import { followAddress } from './follow.ts';
import { writeToBoth } from './send-letter.ts';
import { findAddressChange, putAddressChange, removeAddressChange } from './store.ts';

const mostInAnHour = 5;

export const addressRoutes = (context: ServiceContext): Implementation[] => {
  const { db, keys, log } = context;

  /** The change that the link in a letter was made for. */
  const changeOf = async (here: string, scope: 'confirm-address' | 'keep-address', token: string, tx: Tx) => {
    const link = await verifyLink(keys, 'membership', scope, token);
    if (isRefusal(link)) return link;
    const { net, sub } = link.claims;
    if (net !== here) return ofOtherNetwork();
    return stillWanted(await findAddressChange(tx, sub), link.id, tx.now);
  };

  return [
    // Not one transaction: the letters go out after it. The answer, and what it takes, are the same for any address.
    handle(
      rectificationContract.routes.changeAddress,
      async ({ network, params, body, actor, now, deny, done, reader }) => {
        const denied = deny('people.edit', { person: params.id });
        if (denied) return denied;
        const person = await findPerson(reader, params.id);
        if (!person) return missing('member', params.id);
        const { email } = body;
        const refused = refuseAsking(person, email, actor);
        if (refused) return refused;
        const limited =
          (await countUse(db, 'address-change', `${network} ${person._id}`, mostInAnHour, 3600)) ??
          (await countUse(db, 'address-change-to', `${network} ${email}`, mostInAnHour, 3600));
        if (limited) return limited;
        const forgetAt = new Date(now.getTime() + confirmingMs);
        const row = { _id: person._id, network, change: newId(), email, askedAt: now, forgetAt };
        await transact(context, { network, now }, async (tx) => {
          await putAddressChange(tx, row);
          await done(tx);
        });
        const taken = Boolean(await findByEmail(reader, email));
        writeToBoth(context, person, row, taken).catch((err: unknown) =>
          log.error({ err }, 'letters about an address failed'),
        );
        return { status: 'letter-sent' as const };
      },
    ),

    write(rectificationContract.routes.confirmAddress, async ({ network, body, tx }) => {
      const change = await changeOf(network, 'confirm-address', body.token, tx);
      if (isRefusal(change)) return change;
      const { _id, email } = change;
      tx.concerned.add(_id);
      const before = await findPerson(tx, _id);
      if (!before) return missing('member', _id);
      if (await findByEmail(tx, email))
        return refuse('conflict', 'This address became a member’s meanwhile; write to the hosts.');
      const row = { ...before, email, version: before.version + 1 };
      await replacePerson(tx, row);
      const data = { person: _id, fields: ['email'] };
      tx.record(peopleContract.events.personChanged, { network, subject: _id, version: row.version, data });
      await markDirectory(tx, _id);
      await followAddress(tx, { from: before.email, to: email }, _id);
      await removeLinksTo(tx, _id);
      await removeAddressChange(tx, _id);
      return { status: 'changed' as const };
    }),

    write(rectificationContract.routes.stopAddressChange, async ({ network, body, tx }) => {
      const change = await changeOf(network, 'keep-address', body.token, tx);
      if (isRefusal(change)) return change;
      tx.concerned.add(change._id);
      await removeAddressChange(tx, change._id);
      await removeSessionsOf(tx, change._id);
      return { status: 'stopped' as const };
    }),
  ];
};
