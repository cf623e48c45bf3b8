import { type Actor, type DigestSection, may, type Refusal, refuse } from '@skein/contracts';
import { personal } from '../digest/decide.ts';
import type { DigestRow } from '../digest/row.ts';

/** Whether a letter went out; what is still written is nobody’s to read. */
export const wentOut = ({ status }: Pick<DigestRow, 'status'>): boolean =>
  status === 'sending' || status === 'sent';

/** Whether somebody may read a letter in the archive. */
export const mayRead = (row: Pick<DigestRow, 'status' | 'openly'>, actor: Actor | undefined): boolean =>
  wentOut(row) && (actor !== undefined || row.openly === true);

/** What of a letter is for somebody: what was for everyone, and what was for their communities. */
export const sectionsFor = (
  { sections }: Pick<DigestRow, 'sections'>,
  actor: Actor | undefined,
): DigestSection[] => {
  const communities = Object.keys(actor?.communities ?? {}).filter((community) =>
    may(actor, 'meeting.read', { community }),
  );
  return personal(sections, { communities, consents: ['digest'] });
};

/** Shows a letter to visitors, or no longer; the row itself comes back where it is so already. */
export const show = (row: DigestRow, openly: boolean): DigestRow | Refusal => {
  if (!wentOut(row))
    return refuse('conflict', 'The letter has not gone out yet; visitors read what members got.');
  if ((row.openly ?? false) === openly) return row;
  const { openly: _, ...rest } = row;
  return { ...rest, ...(openly && { openly }), version: row.version + 1 };
};
