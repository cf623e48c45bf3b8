import { lettersContract, type Refusal, refuse } from '@skein/contracts';
import {
  countUse,
  newId,
  publicUrlOf,
  type ServiceContext,
  signLink,
  type Tx,
  transact,
} from '@skein/service-kit';
import type { ErasureRow } from '../../core/erasure-list/row.ts';
import { findErasureOf, putErasure } from '../../core/erasure-list/store.ts';
import type { PersonRow } from '../../core/people/row.ts';
import { askToBeForgotten, confirmingMs } from './decide.ts';

/** How a wish to be forgotten is made, by the link of a letter or signed in: nothing happens before a second letter. */
export const erasureWishes = (context: ServiceContext) => {
  const { db, ask, signingKey, config } = context;

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
      const before = await findErasureOf(tx, _id);
      const row = askToBeForgotten(before, { network, person: _id }, now, newId());
      if (row !== before) await putErasure(tx, row);
      tx.concerned.add(_id).add(row._id);
      await done(tx);
      return row;
    });

  /** Not one transaction: the letter goes out between, and a wish whose letter did not go is forgotten by itself. */
  return async (
    person: PersonRow,
    now: Date,
    done: (tx: Tx) => Promise<void>,
  ): Promise<{ status: 'letter-sent' | 'confirmed' } | Refusal> => {
    const limited = await countUse(db, 'erasure', `${person.network} ${person._id}`, 5, 3600);
    if (limited) return limited;
    const row = await begin(person, now, done);
    if (row.status !== 'unconfirmed') return { status: 'confirmed' };
    return (await sendSecondLetter(row, person))
      ? { status: 'letter-sent' }
      : refuse('unavailable', 'The letter could not be sent just now; ask again shortly.');
  };
};
