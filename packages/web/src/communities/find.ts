import type { Community } from '@skein/contracts';
import { finderOf } from '@skein/contracts/words';

/** Whether every word that is sought begins one of the community’s; all are found before anything is. */
export const found = (sought: string, { name, domain }: Pick<Community, 'name' | 'domain'>): boolean =>
  sought.trim() === '' || finderOf(sought)(name, domain);
