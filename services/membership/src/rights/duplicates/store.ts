import { type CollectionDeclaration, holds, showsNothing } from '@skein/service-kit';
import type { Db } from 'mongodb';
import { DismissedRow } from './row.ts';

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
