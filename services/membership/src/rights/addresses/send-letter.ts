import { lettersContract } from '@skein/contracts';
import { publicUrlOf, type ServiceContext, signLink } from '@skein/service-kit';
import type { PersonRow } from '../../core/people/row.ts';
import type { AddressChangeRow } from './row.ts';

const patienceMs = 15_000;

/** Writes to both addresses. To a member's own nothing is sent that confirms: it stays whose it is. */
export const writeToBoth = async (
  { ask, config, log, signingKey }: ServiceContext,
  { network, name, email: old }: PersonRow,
  { _id: sub, change, email, forgetAt }: AddressChangeRow,
  taken: boolean,
): Promise<void> => {
  const site = publicUrlOf(config, network);
  const linkFor = async (scope: 'confirm-address' | 'keep-address'): Promise<string> =>
    `${site}/${scope}#token=${await signLink(signingKey, scope, { net: network, sub }, forgetAt, change)}`;
  const letters = [
    taken
      ? // Whose it is may not be who asks: no name.
        { letter: 'address-taken' as const, to: { email }, link: `${site}/` }
      : { letter: 'confirm-address' as const, to: { name, email }, link: await linkFor('confirm-address') },
    { letter: 'keep-address' as const, to: { name, email: old }, link: await linkFor('keep-address') },
  ];
  for (const letter of letters) {
    const sent = await ask(lettersContract.questions.sendNow, { network, ...letter }, patienceMs);
    if (sent?.outcome !== 'sent')
      log.warn({ person: sub, letter: letter.letter }, 'a letter about an address could not be sent');
  }
};
