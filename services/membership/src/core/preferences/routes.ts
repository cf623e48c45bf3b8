import {
  isRefusal,
  lettersContract,
  type Preferences,
  preferencesContract,
  type Refusal,
  refuse,
} from '@skein/contracts';
import {
  countUse,
  handle,
  type Implementation,
  newId,
  ofOtherNetwork,
  publicUrlOf,
  read,
  type ServiceContext,
  signLink,
  type Tx,
  transact,
  verifyLink,
  whoIsNow,
  write,
} from '@skein/service-kit';
import type { ClientSession } from 'mongodb';
import { askToBeForgotten, confirmingMs } from '../../rights/erasure-requests/decide.ts';
import { type ErasureRow, findErasureOf, putErasure } from '../../rights/erasure-requests/store.ts';
import { checkText, choose, preferencesOf, standings, stopAll } from '../consent/decide.ts';
import { recordLines } from '../consent/record.ts';
import { consentsOf } from '../consent/store.ts';
import { currentText, textsOf } from '../consent/texts.ts';
import { findPerson, type PersonRow } from '../people/store.ts';

export const preferenceRoutes = (context: ServiceContext): Implementation[] => {
  const { db, keys, ask, signingKey, config } = context;

  /** Whose preferences a link opens. Letters are written by notification and by us, so either may have signed it. */
  const holderOf = async (
    here: string,
    token: string,
    session?: ClientSession,
  ): Promise<PersonRow | Refusal> => {
    const theirs = await verifyLink(keys, 'notification', 'preferences', token);
    const foreign = isRefusal(theirs) && theirs.refused === 'invalid-token';
    const link = foreign ? await verifyLink(keys, 'membership', 'preferences', token) : theirs;
    if (isRefusal(link)) return link;
    if (link.claims.net !== here) return ofOtherNetwork();
    const { net, sub } = link.claims;
    // A link of somebody who was in the network twice opens the preferences of who they are now.
    const who = (await whoIsNow(db, net, sub, session)) ?? sub;
    const person = await findPerson(db, net, who, session);
    return person ?? refuse('not-found', 'The network holds nothing about you any more.');
  };

  const presented = async (
    { _id, network }: Pick<PersonRow, '_id' | 'network'>,
    session?: ClientSession,
  ): Promise<Preferences> => {
    const lines = await consentsOf(db, network, _id, session);
    const erasure = await findErasureOf(db, network, _id, session);
    const shown = preferencesOf(standings(lines), await currentText(db, network, session));
    return { ...shown, ...(erasure && { erasure: erasure.status }) };
  };

  const sendSecondLetter = async (row: ErasureRow, { name, email }: PersonRow): Promise<boolean> => {
    const expires = new Date(row.askedAt.getTime() + confirmingMs);
    const token = await signLink(signingKey, 'confirm-erasure', { net: row.network, sub: row._id }, expires);
    const link = `${publicUrlOf(config, row.network)}/confirm-erasure#token=${token}`;
    const letter = { network: row.network, letter: 'confirm-erasure' as const, to: { name, email }, link };
    return (await ask(lettersContract.questions.sendNow, letter, 15_000))?.outcome === 'sent';
  };

  const begin = (person: PersonRow, now: Date, done: (tx: Tx) => Promise<void>): Promise<ErasureRow> =>
    transact(context, { network: person.network, now }, async (tx) => {
      const { _id, network } = person;
      const before = await findErasureOf(db, network, _id, tx.session);
      const row = askToBeForgotten(before, { network, person: _id }, now, newId());
      if (row !== before) await putErasure(tx, row);
      tx.concerned.add(_id).add(row._id);
      await done(tx);
      return row;
    });

  return [
    read(preferencesContract.routes.readPreferences, async ({ network, query }) => {
      const person = await holderOf(network, query.token);
      return isRefusal(person) ? person : presented(person);
    }),

    write(preferencesContract.routes.setPreferences, async ({ network, query, body, tx }) => {
      const person = await holderOf(network, query.token, tx.session);
      if (isRefusal(person)) return person;
      const texts = await textsOf(db, person.network, tx.session);
      const agrees = body.choices.some(({ given }) => given);
      const wrongText = checkText(agrees, body.textVersion, texts);
      if (wrongText) return wrongText;
      const text = texts.find(({ version }) => version === body.textVersion);
      if (!text) throw new Error('a wording that was found is gone');
      const before = standings(await consentsOf(db, person.network, person._id, tx.session));
      const lines = choose(body.choices, before, text);
      if (isRefusal(lines)) return lines;
      tx.concerned.add(person._id);
      await recordLines(tx, person, lines);
      return presented(person, tx.session);
    }),

    write(preferencesContract.routes.stopEverything, async ({ network, query, tx }) => {
      const person = await holderOf(network, query.token, tx.session);
      if (isRefusal(person)) return person;
      const before = standings(await consentsOf(db, person.network, person._id, tx.session));
      const { version } = await currentText(db, person.network, tx.session);
      tx.concerned.add(person._id);
      await recordLines(tx, person, stopAll(before, version));
      return presented(person, tx.session);
    }),

    // Not one transaction: the letter goes out between, and a wish whose letter did not go is forgotten by itself.
    handle(preferencesContract.routes.askToBeForgotten, async ({ network, query, now, done }) => {
      const person = await holderOf(network, query.token);
      if (isRefusal(person)) return person;
      const limited = await countUse(db, 'erasure', `${person.network} ${person._id}`, 5, 3600);
      if (limited) return limited;
      const row = await begin(person, now, done);
      if (row.status !== 'unconfirmed') return { status: 'confirmed' as const };
      if (!(await sendSecondLetter(row, person)))
        return refuse('unavailable', 'The letter could not be sent just now; ask again shortly.');
      return { status: 'letter-sent' as const };
    }),
  ];
};
