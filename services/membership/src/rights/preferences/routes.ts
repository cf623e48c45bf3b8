import {
  type Actor,
  isRefusal,
  type Preferences,
  preferencesContract,
  type Refusal,
  refuse,
} from '@skein/contracts';
import {
  handle,
  type Implementation,
  ofOtherNetwork,
  type Reader,
  read,
  type ServiceContext,
  verifyLink,
  whoIsNow,
  write,
} from '@skein/service-kit';
import { checkText, choose, consentsNow, preferencesOf, stopAll } from '../../core/consent/decide.ts';
import { recordLines } from '../../core/consent/record.ts';
import { consentsOf } from '../../core/consent/store.ts';
import { currentText, textsOf } from '../../core/consent/text-store.ts';
import { findErasureOf } from '../../core/erasure-list/store.ts';
import type { PersonRow } from '../../core/people/row.ts';
import { findPerson } from '../../core/people/store.ts';
import { erasureWishes } from '../erasure-requests/wish.ts';

export const preferenceRoutes = (context: ServiceContext): Implementation[] => {
  const { keys } = context;
  const wish = erasureWishes(context);

  /** Whose preferences these are: the link's, or, where there is none, of who is signed in. */
  const holderOf = async (
    reader: Reader,
    token: string | undefined,
    actor: Actor | undefined,
  ): Promise<PersonRow | Refusal> => {
    if (token !== undefined) return holderOfLink(reader, token);
    if (!actor) return refuse('unauthenticated', 'Open this from a letter, or sign in.');
    const person = await findPerson(reader, actor.person);
    return person ?? refuse('not-found', 'The network holds nothing about you any more.');
  };

  /** Letters are written by notification and by us, so either may have signed it. */
  const holderOfLink = async (reader: Reader, token: string): Promise<PersonRow | Refusal> => {
    const theirs = await verifyLink(keys, 'notification', 'preferences', token);
    const foreign = isRefusal(theirs) && theirs.refused === 'invalid-token';
    const link = foreign ? await verifyLink(keys, 'membership', 'preferences', token) : theirs;
    if (isRefusal(link)) return link;
    if (link.claims.net !== reader.network) return ofOtherNetwork();
    const { sub } = link.claims;
    // A link of somebody who was in the network twice opens the preferences of who they are now.
    const who = (await whoIsNow(reader, sub)) ?? sub;
    const person = await findPerson(reader, who);
    return person ?? refuse('not-found', 'The network holds nothing about you any more.');
  };

  const presented = async (reader: Reader, { _id }: Pick<PersonRow, '_id'>): Promise<Preferences> => {
    const lines = await consentsOf(reader, _id);
    const erasure = await findErasureOf(reader, _id);
    const shown = preferencesOf(consentsNow(lines), await currentText(reader));
    return { ...shown, ...(erasure && { erasure: erasure.status }) };
  };

  return [
    read(preferencesContract.routes.readPreferences, async ({ query, actor, reader }) => {
      const person = await holderOf(reader, query.token, actor);
      return isRefusal(person) ? person : presented(reader, person);
    }),

    write(preferencesContract.routes.setPreferences, async ({ query, body, actor, tx }) => {
      const person = await holderOf(tx, query.token, actor);
      if (isRefusal(person)) return person;
      const texts = await textsOf(tx);
      const agrees = body.choices.some(({ given }) => given);
      const wrongText = checkText(agrees, body.textVersion, texts);
      if (wrongText) return wrongText;
      const text = texts.find(({ version }) => version === body.textVersion);
      if (!text) throw new Error('a wording that was found is gone');
      const before = consentsNow(await consentsOf(tx, person._id));
      const lines = choose(body.choices, before, text);
      if (isRefusal(lines)) return lines;
      tx.concerned.add(person._id);
      await recordLines(tx, person, lines);
      return presented(tx, person);
    }),

    write(preferencesContract.routes.stopEverything, async ({ query, actor, tx }) => {
      const person = await holderOf(tx, query.token, actor);
      if (isRefusal(person)) return person;
      const before = consentsNow(await consentsOf(tx, person._id));
      const { version } = await currentText(tx);
      tx.concerned.add(person._id);
      await recordLines(tx, person, stopAll(before, version));
      return presented(tx, person);
    }),

    handle(preferencesContract.routes.askToBeForgotten, async ({ query, actor, now, done, reader }) => {
      const person = await holderOf(reader, query.token, actor);
      return isRefusal(person) ? person : wish(person, now, done);
    }),
  ];
};
