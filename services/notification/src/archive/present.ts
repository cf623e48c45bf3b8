import type { Actor, ArchivedLetter } from '@skein/contracts';
import type { DigestRow } from '../digest/row.ts';
import { sectionsFor } from './decide.ts';

/** A letter in a list. */
export const presentListed = (row: DigestRow): Omit<ArchivedLetter, 'sections'> => {
  const { _id: id, version, month, title, introduction, openly } = row;
  return { id, version, month, title, introduction, openly: openly ?? false };
};

/** A letter as it is for somebody. */
export const presentLetter = (row: DigestRow, actor: Actor | undefined): ArchivedLetter => ({
  ...presentListed(row),
  sections: sectionsFor(row, actor),
});
