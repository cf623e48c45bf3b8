import type { Refusal } from '@skein/contracts';
import type { Reader } from '@skein/service-kit';
import { refuseAway } from './decide.ts';
import { awayAmong } from './store.ts';

/** The refusal of what would bring back an address that stays away, in a field of that name. */
export const refusalOfAddress = async (
  reader: Reader,
  email: string | null | undefined,
  field = 'email',
): Promise<Refusal | undefined> =>
  email ? refuseAway((await awayAmong(reader, [email])).size ? [field] : []) : undefined;
