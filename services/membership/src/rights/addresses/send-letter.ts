import { type LetterNow, lettersContract } from '@skein/contracts';
import { publicUrlOf, type ServiceContext, signLink } from '@skein/service-kit';
import type { PersonRow } from '../../core/people/row.ts';
import type { AddressChangeRow } from './row.ts';

const patienceMs = 15_000;

interface To {
  readonly name?: string;
  readonly email: string;
}

/** The letters about another address. */
export const addressLetters = ({ ask, config, log, signingKey }: ServiceContext) => {
  const send = async (
    { network, person }: AddressChangeRow,
    letter: LetterNow,
    to: To,
    path: string,
  ): Promise<boolean> => {
    const link = `${publicUrlOf(config, network)}/${path}`;
    const sent = await ask(lettersContract.questions.sendNow, { network, letter, to, link }, patienceMs);
    if (sent?.outcome === 'sent') return true;
    log.warn({ person, letter }, 'a letter about an address could not be sent');
    return false;
  };

  const linkFor = async (scope: 'confirm-address' | 'keep-address', row: AddressChangeRow) => {
    const { _id, network, person, forgetAt } = row;
    const token = await signLink(signingKey, scope, { net: network, sub: person }, forgetAt, _id);
    return `${scope}#token=${token}`;
  };

  return {
    /** Writes to both addresses. To a member's own nothing is sent that confirms: it stays whose it is. */
    writeAsked: async ({ name }: PersonRow, row: AddressChangeRow, taken: boolean): Promise<void> => {
      const { from, email } = row;
      // Whose it is may not be who asks: no name.
      if (taken) await send(row, 'address-taken', { email }, '');
      else await send(row, 'confirm-address', { name, email }, await linkFor('confirm-address', row));
      await send(row, 'keep-address', { name, email: from }, await linkFor('keep-address', row));
    },
    /** Tells the old address that it is done, and how to have it back. */
    writeDone: async ({ name }: PersonRow, row: AddressChangeRow): Promise<boolean> =>
      send(row, 'address-changed', { name, email: row.from }, await linkFor('keep-address', row)),
    /** Tells an address that somebody had that the one before took its place again. */
    writeBack: async ({ name, email }: PersonRow, row: AddressChangeRow): Promise<boolean> =>
      send(row, 'address-back', { name, email }, ''),
  };
};
