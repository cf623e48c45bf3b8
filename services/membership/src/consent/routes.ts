import {
  ConsentPurpose,
  consentText,
  consentRoutes as contract,
  isRefusal,
  membershipEvents,
  refuse,
} from '@skein/contracts';
import {
  type Implementation,
  markDirectory,
  missing,
  newId,
  ofOtherNetwork,
  read,
  type ServiceContext,
  type Tx,
  verifyLink,
  write,
} from '@skein/service-kit';
import { findPerson, type PersonRow, replacePerson } from '../people/store.ts';
import {
  type ConsentRow,
  consentsOf,
  countConsents,
  currentConsents,
  insertConsents,
  presentConsent,
} from './store.ts';

/** Writes a line of the ledger, and tells the others. */
const record = async (
  tx: Tx,
  person: PersonRow,
  entry: Omit<ConsentRow, '_id' | 'network' | 'person' | 'at'>,
): Promise<ConsentRow> => {
  const { _id: id, network } = person;
  const row: ConsentRow = { _id: newId(), network, person: id, ...entry, at: tx.now };
  const version = person.version + 1;
  await insertConsents(tx, [row]);
  await replacePerson(tx, { ...person, version });
  const { purpose, given, channel } = entry;
  tx.record(membershipEvents.consentRecorded, {
    network,
    subject: id,
    version,
    data: { person: id, purpose, given, channel },
  });
  await markDirectory(tx, network, id);
  return row;
};

export const consentRoutes = ({ db, keys }: ServiceContext): Implementation[] => [
  read(contract.summarizeConsents, async ({ network, deny }) => {
    const denied = deny('digest.read', {});
    if (denied) return denied;
    const [members, agreed] = await Promise.all([
      db.collection<PersonRow>('people').countDocuments({ network }),
      countConsents(db, network),
    ]);
    const purposes = ConsentPurpose.options.map((purpose) => ({ purpose, agreed: agreed.get(purpose) ?? 0 }));
    return { members, purposes };
  }),

  read(contract.listConsents, async ({ network, params, deny }) => {
    const denied = deny('people.edit', { person: params.id });
    if (denied) return denied;
    return { items: (await consentsOf(db, network, params.id)).map(presentConsent) };
  }),

  write(contract.recordConsent, async ({ network, params, body, actor, deny, tx }) => {
    const denied = deny('people.edit', { person: params.id });
    if (denied) return denied;
    if (body.textVersion !== consentText.version) {
      const shown = `is not the wording shown today, ${consentText.version}`;
      return refuse('invalid-request', 'That wording is not the current one.', ['textVersion', shown]);
    }
    // Nobody agrees for another; others may only record that someone withdrew.
    if (body.given && actor?.person !== params.id) {
      return refuse('forbidden', 'Only the person themselves can agree.');
    }
    const person = await findPerson(db, network, params.id, tx.session);
    if (!person) return missing('member', params.id);
    const by = actor && actor.person !== params.id ? { by: actor.person } : {};
    return presentConsent(await record(tx, person, { ...body, channel: 'profile', ...by }));
  }),

  write(contract.unsubscribe, async ({ network, query, tx }) => {
    const link = await verifyLink(keys, 'notification', 'unsubscribe', query.token);
    if (isRefusal(link)) return link;
    const purpose = ConsentPurpose.parse(link.claims.purpose);
    const { net, sub } = link.claims;
    if (net !== network) return ofOtherNetwork();
    tx.concerned.add(sub);
    const person = await findPerson(db, network, sub, tx.session);
    const agrees = (await currentConsents(db, network, [sub])).get(sub)?.includes(purpose);
    // Someone who stopped it before, or left, finds it stopped: the link has done what it says.
    if (person && agrees) {
      const { version: textVersion } = consentText;
      await record(tx, person, { purpose, given: false, textVersion, channel: 'unsubscribe-link' });
    }
    return { purpose, given: false as const };
  }),
];
