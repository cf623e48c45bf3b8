import { isRefusal, peopleContract, type Refusal, rectificationContract, refuse } from '@skein/contracts';
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
import { removePasskeysSince } from '../../access/passkeys/store.ts';
import { removeLinksTo, removeSessionsOf } from '../../access/sessions/store.ts';
import type { PersonRow } from '../../core/people/row.ts';
import { findByEmail, findPerson, replacePerson } from '../../core/people/store.ts';
import {
  done as asDone,
  canBeTakenBack,
  confirmingMs,
  refuseAsking,
  stillWanted,
  undoneWith,
} from './decide.ts';
import { followAddress } from './follow.ts';
import type { AddressChangeRow } from './row.ts';
import { addressLetters } from './send-letter.ts';
import {
  addressChangesOf,
  findAddressChange,
  putAddressChange,
  removeAddressChanges,
  replaceAddressChange,
} from './store.ts';

const mostInAnHour = 5;

/** Gives somebody an address, and lets all that knew them by another one follow. */
const putAddress = async (tx: Tx, before: PersonRow, email: string): Promise<Refusal | undefined> => {
  if (await findByEmail(tx, email))
    return refuse('conflict', 'This address became a member’s meanwhile; write to the hosts.');
  const { _id, network } = before;
  const row = { ...before, email, version: before.version + 1 };
  await replacePerson(tx, row);
  const data = { person: _id, fields: ['email'] };
  tx.record(peopleContract.events.personChanged, { network, subject: _id, version: row.version, data });
  await markDirectory(tx, _id);
  await followAddress(tx, { from: before.email, to: email }, _id);
  await removeLinksTo(tx, _id);
  return undefined;
};

export const addressRoutes = (context: ServiceContext): Implementation[] => {
  const { db, keys, log } = context;
  const letters = addressLetters(context);

  /** Which change a link of a letter was made for. */
  const idIn = async (
    here: string,
    scope: 'confirm-address' | 'keep-address',
    token: string,
  ): Promise<string | Refusal> => {
    const link = await verifyLink(keys, 'membership', scope, token);
    if (isRefusal(link)) return link;
    return link.claims.net === here ? (link.id ?? '') : ofOtherNetwork();
  };

  /** Puts back what was before a change; the address that goes, where another one comes for it. */
  const takeBack = async (tx: Tx, change: AddressChangeRow): Promise<PersonRow | Refusal | undefined> => {
    const { person, from, askedAt } = change;
    const before = await findPerson(tx, person);
    if (!before) return missing('member', person);
    const refused = before.email === from ? undefined : await putAddress(tx, before, from);
    if (refused) return refused;
    await removeAddressChanges(tx, undoneWith(change, await addressChangesOf(tx, person)));
    await removeSessionsOf(tx, person);
    await removeLinksTo(tx, person);
    await removePasskeysSince(tx, person, askedAt);
    return before.email === from ? undefined : before;
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
        const row = {
          _id: newId(),
          network,
          person: person._id,
          from: person.email,
          email,
          askedAt: now,
          forgetAt,
        };
        await transact(context, { network, now }, async (tx) => {
          await putAddressChange(tx, row);
          await done(tx);
        });
        const taken = Boolean(await findByEmail(reader, email));
        letters
          .writeAsked(person, row, taken)
          .catch((err: unknown) => log.error({ err }, 'letters about an address failed'));
        return { status: 'letter-sent' as const };
      },
    ),

    write(rectificationContract.routes.confirmAddress, async ({ network, body, now, tx }) => {
      const id = await idIn(network, 'confirm-address', body.token);
      if (isRefusal(id)) return id;
      const found = await findAddressChange(tx, id);
      const change = stillWanted(found, found ? await addressChangesOf(tx, found.person) : [], now);
      if (isRefusal(change)) return change;
      const { person, email } = change;
      tx.concerned.add(person);
      const before = await findPerson(tx, person);
      if (!before) return missing('member', person);
      const refused = await putAddress(tx, before, email);
      if (refused) return refused;
      await replaceAddressChange(tx, asDone(change, now));
      return { status: 'changed' as const };
    }),

    // A letter goes out after it, to the address that goes.
    handle(rectificationContract.routes.stopAddressChange, async ({ network, body, now, once }) => {
      const id = await idIn(network, 'keep-address', body.token);
      if (isRefusal(id)) return id;
      const result = await transact(context, { network, now }, async (tx) => {
        let gone: { readonly was: PersonRow; readonly change: AddressChangeRow } | undefined;
        const answer = await once(tx, async () => {
          const change = canBeTakenBack(await findAddressChange(tx, id), now);
          if (isRefusal(change)) return change;
          tx.concerned.add(change.person);
          const was = await takeBack(tx, change);
          if (isRefusal(was)) return was;
          gone = was && { was, change };
          return { status: was ? ('undone' as const) : ('stopped' as const) };
        });
        return isRefusal(answer) ? answer : { answer, gone };
      });
      if (isRefusal(result)) return result;
      const { answer, gone } = result;
      if (gone)
        letters
          .writeBack(gone.was, gone.change)
          .catch((err: unknown) => log.error({ err }, 'a letter about an address failed'));
      return answer;
    }),
  ];
};
