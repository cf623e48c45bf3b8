import { type CollectionDeclaration, holds, showsNothing } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { z } from 'zod';

/** Two who look like one person and are not. */
export const DismissedRow = z.object({
  /** `<person>.<person>`, in the order of the ids. */
  _id: z.string(),
  network: z.string(),
  people: z.array(z.string()),
  at: z.date(),
});
export type DismissedRow = z.infer<typeof DismissedRow>;

export const duplicateCollections: CollectionDeclaration[] = [
  {
    name: 'dismissed_duplicates',
    schema: DismissedRow,
    indexes: [{ key: { network: 1, people: 1 } }],
    people: holds<DismissedRow>({
      title: 'That you are not somebody else',
      at: ['people'],
      show: showsNothing,
      erase: { does: 'remove' },
      join: { does: 'remove' },
    }),
  },
];

export const dismissedIn = (db: Db) => db.collection<DismissedRow>('dismissed_duplicates');
