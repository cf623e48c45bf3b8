import { type Actor, may, type ReadingListBody, type Refusal, refuse } from '@skein/contracts';
import { type Changed, type Edited, withEdits } from '@skein/service-kit/decisions';
import type { ReadingListRow } from './row.ts';

type Items = ReadingListRow['items'];

/** Why these cannot be on a list: one is not in the library as its community sees it, or stands there twice. */
export const refuseItems = (items: Items, known: ReadonlySet<string>): Refusal | undefined => {
  for (const [place, { resource }] of items.entries()) {
    const field = `items.${place}.resource`;
    if (!known.has(resource))
      return refuse('unknown-reference', 'A reading list is of what is in the library of its community.', [
        field,
        'is not in the library of this community',
      ]);
    if (items.findIndex((one) => one.resource === resource) !== place)
      return refuse('invalid-request', 'A reading list names each thing once.', [
        field,
        'stands there twice',
      ]);
  }
  return undefined;
};

interface Making {
  readonly network: string;
  readonly community: string;
  readonly id: string;
  readonly by: string | undefined;
  readonly now: Date;
}

export const makeList = (
  { meeting, ...told }: ReadingListBody,
  { network, community, id, by, now }: Making,
): ReadingListRow => ({
  ...{ _id: id, network, version: 1, community, ...told, madeAt: now },
  ...(meeting && { meeting }),
  ...(by && { madeBy: by }),
});

/** Whether somebody may change it, or take it away: who made it, and those who run the community. */
export const mayChange = ({ community, madeBy }: ReadingListRow, actor: Actor | undefined): boolean =>
  may(actor, 'library.tidy', { community }) ||
  (actor !== undefined && madeBy === actor.person && may(actor, 'library.add', { community }));

export const changeList = (
  before: ReadingListRow,
  sent: Edited<Pick<ReadingListRow, 'title' | 'about' | 'meeting' | 'items'>>,
): Changed<ReadingListRow> => withEdits(before, sent);
