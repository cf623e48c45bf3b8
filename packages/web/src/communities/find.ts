import type { Community } from '@skein/contracts';

/** Letters without their case and marks, so that `malardalen` finds Mälardalen. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Whether every word that is sought begins one of the community’s. */
export const found = (sought: string, { name, domain }: Pick<Community, 'name' | 'domain'>): boolean => {
  const words = plain(`${name} ${domain}`).split(/[^\p{L}\p{N}]+/u);
  return plain(sought)
    .split(/[^\p{L}\p{N}]+/u)
    .every((begin) => words.some((word) => word.startsWith(begin)));
};
