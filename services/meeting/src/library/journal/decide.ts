import { type Actor, type JournalEntryBody, may, type Refusal, refuse } from '@skein/contracts';
import { type Changed, type Edited, withEdits } from '@skein/service-kit/decisions';
import type { JournalRow } from './row.ts';

export const writeEntry = (
  { meeting, case: about, community, weaver, ...told }: JournalEntryBody,
  { id, network, person, now }: { id: string; network: string; person: string; now: Date },
): JournalRow => ({
  ...{ _id: id, network, version: 1, person, ...told, writtenAt: now },
  ...(meeting && { meeting }),
  ...(about && { case: about }),
  ...(community && { community }),
  ...(weaver && { weaver }),
});

/** Whether somebody reads it: who wrote it, and whom they share it with; nobody else, whatever their role. */
export const mayRead = ({ person, community, weaver }: JournalRow, actor: Actor | undefined): boolean => {
  if (!actor) return false;
  if (actor.person === person || actor.person === weaver) return true;
  return community !== undefined && may(actor, 'library.read', { community });
};

export const changeEntry = (
  before: JournalRow,
  sent: Edited<Pick<JournalRow, 'title' | 'text' | 'community' | 'weaver'>>,
): Changed<JournalRow> => withEdits(before, sent);

/** Why it cannot be shared with somebody: they run none of the writer's communities. */
export const refuseWeaver = (
  weaver: string | undefined,
  runners: ReadonlySet<string>,
): Refusal | undefined =>
  weaver === undefined || runners.has(weaver)
    ? undefined
    : refuse('unknown-reference', 'An entry is shared with somebody who runs one of your communities.', [
        'weaver',
        'runs none of your communities',
      ]);

/** An entry without an erased person: their own goes, one shared with them is no longer. */
export const withoutPerson = (row: JournalRow, person: string): JournalRow | undefined => {
  if (row.person === person) return undefined;
  const { weaver: _, ...rest } = row;
  return rest;
};

/** One that somebody shared with who turned out to be themselves is shared with nobody. */
export const tidied = ({ weaver, ...row }: JournalRow): JournalRow =>
  weaver === undefined || weaver === row.person ? row : { ...row, weaver };
