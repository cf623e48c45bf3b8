import type { Actor, ArchivedLetter } from '@skein/contracts';
import type { DigestRow } from '../digest/row.ts';
import { sectionsFor } from './decide.ts';

/** A letter in a list. */
export const presentListed = ({
  _id: id,
  version,
  month,
  title,
  introduction,
  openly = false,
}: DigestRow): Omit<ArchivedLetter, 'sections'> => ({ id, version, month, title, introduction, openly });

/** A letter as it is for somebody. */
export const presentLetter = (row: DigestRow, actor: Actor | undefined): ArchivedLetter => ({
  ...presentListed(row),
  sections: sectionsFor(row, actor),
});
